package io.obsrv.connector.faulty;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.connector.RefusedRecord;
import io.obsrv.event.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** A list in memory that is written as a destination, with at most one fault. */
final class FaultyDestination implements ConnectorProvider {
  /** What may be wrong. */
  enum Fault {
    NONE,
    LOSES_THE_LAST,
    DOUBLES_WHAT_COMES_AGAIN,
    FORGETS_ITS_POSITION,
    IS_AHEAD,
    REFUSES_THE_NEIGHBOURS,
    KEEPS_WHAT_IS_REMOVED,
    CLOSES_ONCE,
    CANNOT_BE_INTERRUPTED,
    CLOSES_BEHIND_A_WRITE,
    LOSES_WHAT_COMES_AFTER_A_CLOSE,
    BREAKS_WHEN_IT_IS_CLOSED
  }

  static final String BAD = "bad";

  final List<DestinationRecord> stored = new ArrayList<>();
  private final Fault fault;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private long position;

  FaultyDestination(Fault fault) {
    this.fault = fault;
  }

  void startOver() {
    stored.clear();
    position = 0;
  }

  /** Makes writes hang until the answer is run. */
  Runnable hold() {
    CountDownLatch latch = new CountDownLatch(1);
    held = latch;
    return latch::countDown;
  }

  @Override
  public String type() {
    return "faulty";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.destination(List.of());
  }

  @Override
  public Destination destination(DestinationContext context) {
    if (fault == Fault.FORGETS_ITS_POSITION) {
      position = 0;
    }
    return new Drain();
  }

  private final class Drain implements Destination {
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    @Override
    public Optional<Long> position() {
      return Optional.of(fault == Fault.IS_AHEAD ? position + 10 : position);
    }

    @Override
    public DestinationResult write(DestinationBatch batch) {
      writing.lock();
      try {
        awaitRelease();
        if (closed && fault == Fault.BREAKS_WHEN_IT_IS_CLOSED) {
          throw new IllegalStateException("is closed");
        }
        return writeNow(batch);
      } finally {
        writing.unlock();
      }
    }

    private void awaitRelease() {
      CountDownLatch latch = held;
      if (fault == Fault.CANNOT_BE_INTERRUPTED) {
        Uninterruptibles.awaitUninterruptibly(latch);
      }
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw ConnectorException.retryable("interrupted", e);
      }
    }

    private DestinationResult writeNow(DestinationBatch batch) {
      List<RefusedRecord> refused = new ArrayList<>();
      long from = fault == Fault.DOUBLES_WHAT_COMES_AGAIN ? 0 : position;
      boolean bad = batch.records().stream().anyMatch(r -> r.value().has(BAD));
      for (DestinationRecord record : batch.behind(from)) {
        if (record.value().has(BAD) || (bad && fault == Fault.REFUSES_THE_NEIGHBOURS)) {
          refused.add(new RefusedRecord(record.sequence(), "is bad"));
        } else {
          store(record, batch);
        }
      }
      position = Math.max(position, batch.lastOr(0));
      return new DestinationResult(position, refused);
    }

    private void store(DestinationRecord record, DestinationBatch batch) {
      boolean last = record.sequence() == batch.lastOr(0);
      boolean lost = fault == Fault.LOSES_THE_LAST && last;
      boolean kept = fault == Fault.KEEPS_WHAT_IS_REMOVED && record.effect() == Effect.REMOVE;
      boolean late = fault == Fault.LOSES_WHAT_COMES_AFTER_A_CLOSE && closed;
      if (!lost && !kept && !late) {
        stored.add(record);
      }
    }

    @Override
    public void close() {
      if (closed && fault == Fault.CLOSES_ONCE) {
        throw new IllegalStateException("is closed");
      }
      if (fault != Fault.CLOSES_BEHIND_A_WRITE) {
        closed = true;
        return;
      }
      writing.lock();
      try {
        closed = true;
      } finally {
        writing.unlock();
      }
    }
  }
}
