package io.obsrv.ingest;

import io.obsrv.event.Arrival;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.DataStore;
import io.obsrv.event.Event;
import io.obsrv.event.Layouts;
import io.obsrv.pipeline.Pipeline;
import io.obsrv.pipeline.Processed;
import io.obsrv.telemetry.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The one way from events to a commit, for pushed and for pulled batches. The pipeline in use is
 * replaced when a commit finds another version live; otherwise stateless, for many threads.
 */
final class BatchWriter {
  private final DataStore store;
  private final Layouts layouts;
  private final Telemetry telemetry;
  private final Clock clock;
  private volatile Pipeline pipeline;

  BatchWriter(
      DataStore store, Layouts layouts, Telemetry telemetry, Clock clock, Pipeline pipeline) {
    this.store = store;
    this.layouts = layouts;
    this.telemetry = telemetry;
    this.clock = clock;
    this.pipeline = pipeline;
  }

  /** A batch, as it was stored last or as it was sent, and what became of it. */
  record Written(Commit commit, CommitResult result) {}

  Pipeline pipeline() {
    return pipeline;
  }

  void use(Pipeline next) {
    pipeline = next;
  }

  /** What arrives now. */
  Instant now() {
    return clock.instant();
  }

  Written write(Arrival arrival, List<Event> events) {
    while (true) {
      Pipeline current = pipeline;
      Processed processed = current.process(events);
      Commit commit =
          new Commit(
              current.layout(), arrival, processed.candidates(), processed.rejected(), List.of());
      CommitResult result = store.commit(commit);
      if (result instanceof CommitResult.Superseded superseded) {
        pipeline = new Pipeline(layouts.of(current.layout().id(), superseded.live()));
        continue;
      }
      if (result instanceof CommitResult.Committed committed) {
        report(processed, commit, committed);
      }
      return new Written(commit, result);
    }
  }

  private void report(Processed processed, Commit commit, CommitResult.Committed committed) {
    var id = commit.layout().id();
    processed.work().forEach(work -> telemetry.processed(id, work));
    telemetry.committed(id, BatchFigures.of(commit, committed));
  }
}
