package io.obsrv.connector.faulty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A list in memory that is read as a source, with at most one fault. */
final class FaultySource implements ConnectorProvider {
  /** What may be wrong. */
  enum Fault {
    NONE,
    SKIPS_ONE_BEHIND_A_CHECKPOINT,
    REPEATS_ONE_BEHIND_A_CHECKPOINT,
    NAMES_SPLITS_ANEW,
    DIES_OF_POISON,
    DROPS_POISON,
    IGNORES_THE_BOUND,
    HANGS,
    CLOSES_ONCE,
    FORGETS_MORE_THAN_IS_COMMITTED
  }

  static final Event POISON = Event.json("poison");

  final List<Event> records = new ArrayList<>();
  private final Fault fault;
  private int opened;
  private int forgotten;

  FaultySource(Fault fault) {
    this.fault = fault;
  }

  void startOver() {
    forgotten = 0;
  }

  @Override
  public String type() {
    return "faulty";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.source(List.of(), Set.of(Capability.REPLAYABLE));
  }

  @Override
  public Source source(SourceContext context) {
    opened++;
    String id = fault == Fault.NAMES_SPLITS_ANEW ? "list-" + opened : "list";
    return new Source() {
      @Override
      public List<Split> splits() {
        return List.of(new Split(id));
      }

      @Override
      public SplitReader open(Split split, Optional<Checkpoint> from) {
        return new Reader(from.map(c -> begin(Integer.parseInt(c.value()))).orElse(0));
      }
    };
  }

  private int begin(int checkpoint) {
    return switch (fault) {
      case SKIPS_ONE_BEHIND_A_CHECKPOINT -> checkpoint + 1;
      case REPEATS_ONE_BEHIND_A_CHECKPOINT -> Math.max(0, checkpoint - 1);
      default -> checkpoint;
    };
  }

  private final class Reader implements SplitReader {
    private final CountDownLatch closed = new CountDownLatch(1);
    private int position;

    Reader(int position) {
      this.position = position;
    }

    @Override
    public SourceBatch poll(int max, Duration wait) {
      int begin = Math.min(records.size(), Math.max(position, forgotten));
      int end =
          fault == Fault.IGNORES_THE_BOUND ? records.size() : Math.min(records.size(), begin + max);
      if (begin == end && fault == Fault.HANGS && wait.toMillis() >= 100) {
        hang();
      }
      List<Event> batch = new ArrayList<>();
      records.subList(begin, end).forEach(event -> take(event, batch));
      position = end;
      return SourceBatch.of(batch, new Checkpoint(Integer.toString(end)));
    }

    private void take(Event event, List<Event> batch) {
      if (!event.equals(POISON)) {
        batch.add(event);
      } else if (fault == Fault.DIES_OF_POISON) {
        throw new IllegalStateException("poison");
      } else if (fault != Fault.DROPS_POISON) {
        batch.add(
            new Event.Broken(
                "poison".getBytes(UTF_8), RejectionCode.MALFORMED_RECORD, "is poison"));
      }
    }

    private void hang() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void committed(Checkpoint checkpoint) {
      if (fault == Fault.FORGETS_MORE_THAN_IS_COMMITTED) {
        forgotten = Integer.parseInt(checkpoint.value()) + 1;
      }
    }

    @Override
    public OptionalLong lag() {
      return OptionalLong.of(records.size() - position);
    }

    @Override
    public void close() {
      if (fault == Fault.CLOSES_ONCE && closed.getCount() == 0) {
        throw new IllegalStateException("is closed");
      }
      closed.countDown();
    }
  }
}
