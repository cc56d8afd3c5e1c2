package io.obsrv.ingest;

import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.DataStore;
import io.obsrv.event.Event;
import io.obsrv.event.Layouts;
import io.obsrv.event.Progress;
import io.obsrv.pipeline.Pipeline;
import io.obsrv.pipeline.Processed;
import io.obsrv.telemetry.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** A batch and what became of it. */
  record Written(Processed processed, int version, CommitResult result) {}

  Pipeline pipeline() {
    return pipeline;
  }

  void use(Pipeline next) {
    pipeline = next;
  }

  Written write(String source, List<Event> events, Optional<Progress> progress) {
    Instant receivedAt = clock.instant();
    while (true) {
      Pipeline current = pipeline;
      Processed processed = current.process(events);
      CommitResult result =
          store.commit(
              new Commit(
                  current.layout(),
                  source,
                  receivedAt,
                  processed.candidates(),
                  processed.rejected(),
                  progress));
      if (result instanceof CommitResult.Superseded superseded) {
        pipeline = new Pipeline(layouts.of(current.layout().id(), superseded.live()));
        continue;
      }
      if (result instanceof CommitResult.Committed committed) {
        report(current, processed, receivedAt, committed);
      }
      return new Written(processed, current.layout().version(), result);
    }
  }

  private void report(
      Pipeline current, Processed processed, Instant receivedAt, CommitResult.Committed committed) {
    var id = current.layout().id();
    processed.work().forEach(work -> telemetry.processed(id, work));
    telemetry.committed(id, BatchFigures.of(current.layout(), processed, receivedAt, committed));
  }
}
