package io.obsrv.ingest;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.connector.OptionSpec;
import io.obsrv.connector.RefusedRecord;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A connector that keeps rows in a list, knows nothing of what it took before it was opened, and
 * refuses some. It fails, or hangs until it is interrupted or released, while it is told to. This
 * object's lock guards the list.
 */
final class ListDestination implements ConnectorProvider {
  private final List<String> rows = new ArrayList<>();
  final Set<Long> refused = ConcurrentHashMap.newKeySet();
  final AtomicInteger opened = new AtomicInteger();
  final CountDownLatch hanging = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);
  final AtomicInteger writing = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();
  final List<Integer> batches = new CopyOnWriteArrayList<>();

  /** The columns that it had been opened with, by the row that was written then. */
  final List<List<String>> columns = new CopyOnWriteArrayList<>();

  volatile @Nullable Error error;
  volatile @Nullable Long position;
  volatile boolean fails;
  volatile boolean hangs;
  volatile boolean hangsForEver;
  volatile boolean answersNull;

  static ConnectorConfig config(String name) {
    return ConnectorConfig.of("keep", Map.of("name", name));
  }

  /** The rows, when there are so many: sequence, effect, values. */
  synchronized List<String> await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (rows.size() < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("waited for " + count + " rows, there are " + rows);
      }
      TimeUnit.MILLISECONDS.timedWait(this, left);
    }
    return List.copyOf(rows);
  }

  @Override
  public String type() {
    return "keep";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.destination(List.of(OptionSpec.required("name", "any name")));
  }

  @Override
  public Destination destination(DestinationContext context) {
    opened.incrementAndGet();
    List<String> names = context.columns().stream().map(Column::name).toList();
    return new Destination() {
      @Override
      public Optional<Long> position() {
        return Optional.ofNullable(position);
      }

      @Override
      @SuppressWarnings("NullAway") // A connector may be written without such checks.
      public DestinationResult write(DestinationBatch batch) {
        most.accumulateAndGet(writing.incrementAndGet(), Math::max);
        try {
          return answersNull ? null : take(batch, names);
        } finally {
          writing.decrementAndGet();
        }
      }
    };
  }

  private DestinationResult take(DestinationBatch batch, List<String> names) {
    if (fails) {
      throw ConnectorException.retryable("the disk is full", null);
    }
    Error failure = error;
    if (failure != null) {
      throw failure;
    }
    batches.add(batch.records().size());
    if (hangsForEver) {
      hanging.countDown();
      Uninterruptibles.awaitUninterruptibly(released);
    }
    if (hangs) {
      hanging.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw ConnectorException.retryable("interrupted", e);
      }
    }
    synchronized (this) {
      batch.records().forEach(record -> rows.add(text(record)));
      batch.records().forEach(record -> columns.add(names));
      notifyAll();
    }
    List<RefusedRecord> refusals =
        batch.records().stream()
            .filter(record -> refused.contains(record.sequence()))
            .map(record -> new RefusedRecord(record.sequence(), "not that one"))
            .toList();
    return new DestinationResult(batch.lastOr(0), refusals);
  }

  private static String text(DestinationRecord record) {
    return "%d %s %s".formatted(record.sequence(), record.effect(), record.value());
  }
}
