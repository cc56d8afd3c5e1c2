package io.obsrv.ingest;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.OptionSpec;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import io.obsrv.policy.ConnectorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A connector without an end: a reader waits for what a test adds. It fails, or hangs until it is
 * interrupted or released, while it is told to. This object's lock guards its records.
 */
final class StreamSource implements ConnectorProvider {
  private final List<String> records = new ArrayList<>();
  final List<String> opened = new CopyOnWriteArrayList<>();
  final Semaphore hanging = new Semaphore(0);
  final CountDownLatch closed = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);
  volatile boolean fails;
  volatile boolean failsForGood;
  volatile boolean hangs;
  volatile boolean hangsForEver;

  static ConnectorConfig config(String name) {
    return ConnectorConfig.of("stream", Map.of("name", name));
  }

  synchronized void add(String... json) {
    records.addAll(List.of(json));
    notifyAll();
  }

  @Override
  public String type() {
    return "stream";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.source(
        List.of(OptionSpec.required("name", "any name")), Set.of(Capability.REPLAYABLE));
  }

  @Override
  public Source source(SourceContext context) {
    return new Source() {
      @Override
      public List<Split> splits() {
        return List.of(new Split(context.option("name")));
      }

      @Override
      public SplitReader open(Split split, Optional<Checkpoint> from) {
        opened.add(split.id() + from.map(c -> " behind " + c.value()).orElse(""));
        return new Reader(from.map(c -> Integer.parseInt(c.value())).orElse(0));
      }
    };
  }

  private final class Reader implements SplitReader {
    private int position;

    Reader(int position) {
      this.position = position;
    }

    @Override
    public SourceBatch poll(int max, Duration wait) {
      if (fails) {
        throw ConnectorException.retryable("the line is cut", null);
      }
      if (failsForGood) {
        throw ConnectorException.fatal("the line is gone", null);
      }
      List<Event> batch = next(max, wait).stream().map(Event::json).toList();
      position += batch.size();
      return SourceBatch.of(batch, new Checkpoint(Integer.toString(position)));
    }

    private List<String> next(int max, Duration wait) {
      hang();
      synchronized (StreamSource.this) {
        try {
          if (records.size() <= position) {
            TimeUnit.MILLISECONDS.timedWait(StreamSource.this, wait.toMillis());
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return List.copyOf(records.subList(position, Math.min(records.size(), position + max)));
      }
    }

    @Override
    public void close() {
      closed.countDown();
    }

    private void hang() {
      if (hangsForEver) {
        hanging.release();
        Uninterruptibles.awaitUninterruptibly(released);
      }
      if (hangs) {
        hanging.release();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
