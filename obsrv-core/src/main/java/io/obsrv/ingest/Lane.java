package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Arrival;
import io.obsrv.event.CallerTransaction;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.event.Receipt;
import io.obsrv.telemetry.Telemetry;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The way into and out of one live dataset: its writer, its bounds, its connectors. Pushes run on
 * the callers' threads; its parts own the state.
 */
final class Lane {
  private final CommitWriter writer;
  private final LaneConnectors connectors;
  private final Uses uses = new Uses();

  Lane(
      IngestPorts ports,
      Pipelines pipelines,
      Telemetry telemetry,
      Layout layout,
      Runnable superseded) {
    this.writer =
        new CommitWriter(ports, pipelines, telemetry, layout, this::committed, superseded);
    this.connectors = new LaneConnectors(ports, writer);
  }

  private void committed() {
    connectors.committed();
  }

  DatasetId id() {
    return layout().id();
  }

  Layout layout() {
    return writer.pipeline().layout();
  }

  CommitWriter writer() {
    return writer;
  }

  LaneConnectors connectors() {
    return connectors;
  }

  Uses uses() {
    return uses;
  }

  /** Stops its connectors and its workers. */
  void close() {
    connectors.stop();
    writer.close();
  }

  boolean hasConnectors() {
    return layout().definition().hasConnectors() || !connectors.workers().isEmpty();
  }

  /**
   * Lets nobody use this lane any more, if nobody does and another that is made now would be as it
   * is.
   */
  boolean retireIfIdle() {
    if (!uses.retire()) {
      return false;
    }
    // What is seen now stays, since nobody comes in.
    if (hasConnectors() || !writer.throttle().isAtRest()) {
      uses.reinstate();
      return false;
    }
    return true;
  }

  /** Pushes records at once; empty if the store takes nothing. */
  Optional<Receipt> push(List<Event> events, Optional<String> batchId) {
    return push(events, batchId, writer::write);
  }

  /** Pushes as part of a transaction of the application. */
  Optional<Receipt> push(
      List<Event> events, Optional<String> batchId, CallerTransaction transaction) {
    return push(events, batchId, (arrival, records) -> writer.write(arrival, records, transaction));
  }

  private Optional<Receipt> push(
      List<Event> events,
      Optional<String> batchId,
      BiFunction<Arrival, List<Event>, CommitWriter.Written> write) {
    Throttle throttle = writer.throttle();
    if (!throttle.enter()) {
      throw IngestRefusedException.overloaded(id(), throttle.scaling().pendingPushes());
    }
    try {
      if (!throttle.admits(events.size())) {
        throw IngestRefusedException.tooFast(
            id(), throttle.scaling().recordsPerSecond().orElseThrow());
      }
      return receipt(write.apply(new Arrival.Pushed(writer.now(), batchId), events));
    } finally {
      throttle.leave();
    }
  }

  private static Optional<Receipt> receipt(CommitWriter.Written written) {
    if (written.result() instanceof CommitResult.Committed committed) {
      return Optional.of(Receipt.of(written.commit(), committed));
    }
    return written.result() instanceof CommitResult.Repeated repeated
        ? Optional.of(repeated.first())
        : Optional.empty();
  }
}
