package io.obsrv.connector.faulty;

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
    CLOSES_ONCE
  }

  static final String BAD = "bad";

  final List<DestinationRecord> stored = new ArrayList<>();
  private final Fault fault;
  private long position;

  FaultyDestination(Fault fault) {
    this.fault = fault;
  }

  void startOver() {
    stored.clear();
    position = 0;
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
    private boolean closed;

    @Override
    public Optional<Long> position() {
      return Optional.of(fault == Fault.IS_AHEAD ? position + 10 : position);
    }

    @Override
    public DestinationResult write(DestinationBatch batch) {
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
      if (!lost && !kept) {
        stored.add(record);
      }
    }

    @Override
    public void close() {
      if (closed && fault == Fault.CLOSES_ONCE) {
        throw new IllegalStateException("is closed");
      }
      closed = true;
    }
  }
}
