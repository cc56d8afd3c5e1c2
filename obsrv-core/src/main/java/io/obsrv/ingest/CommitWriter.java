package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Arrival;
import io.obsrv.event.CallerTransaction;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.pipeline.Pipeline;
import io.obsrv.pipeline.Processed;
import io.obsrv.pipeline.TakenClaim;
import io.obsrv.policy.Scaling;
import io.obsrv.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The one way from events to a commit, be they pushed, pulled or replayed. The pipeline in use is
 * replaced when a commit finds another version live; otherwise stateless, for many threads.
 */
final class CommitWriter {
  private final IngestPorts ports;
  private final Pipelines pipelines;
  private final Telemetry telemetry;
  private final Throttle throttle;
  private final FreeWorkers freeWorkers;
  private final Runnable committed;
  private final Runnable superseded;
  private final Committing own;
  private volatile Pipeline pipeline;

  /**
   * A writer for one dataset.
   *
   * @param committed called after each commit
   * @param superseded called when another version was found to be live
   */
  CommitWriter(
      IngestPorts ports,
      Pipelines pipelines,
      Telemetry telemetry,
      Layout layout,
      Runnable committed,
      Runnable superseded) {
    this.ports = ports;
    this.pipelines = pipelines;
    this.telemetry = telemetry;
    this.committed = committed;
    this.superseded = superseded;
    this.own = new Committing(ports.store()::commit, Runnable::run);
    this.throttle = new Throttle(layout.definition().scaling(), ports.clock());
    this.freeWorkers = new FreeWorkers(layout.id(), throttle, ports.threads());
    this.pipeline = pipelines.of(layout);
  }

  /**
   * In whose transaction commits are written.
   *
   * @param commit writes one
   * @param afterwards does what is to be done once it is stored for good
   */
  private record Committing(Function<Commit, CommitResult> commit, Consumer<Runnable> afterwards) {}

  /** Events that arrived at once, and what the stages of a version made of them. */
  record Staged(Pipeline pipeline, Arrival arrival, List<Event> events, Processed processed) {}

  /** A commit, as it was sent last, and what became of it. */
  record Written(Commit commit, CommitResult result) {}

  Pipeline pipeline() {
    return pipeline;
  }

  /** Goes on with another version, and with what it says of the work at one time. */
  void use(Layout layout) {
    use(layout.version(), () -> pipelines.of(layout));
  }

  /**
   * Whoever finds it first goes on with it for the others, and what was set by hand since stays.
   */
  private synchronized void use(int version, Supplier<Pipeline> next) {
    if (pipeline.layout().version() != version) {
      pipeline = next.get();
      throttle.declare(pipeline.layout().definition().scaling());
    }
  }

  Throttle throttle() {
    return throttle;
  }

  Scaling scaling() {
    return throttle.scaling();
  }

  /** What arrives now. */
  Instant now() {
    return ports.clock().instant();
  }

  /**
   * Waits until so many records may be taken.
   *
   * @param isStoppedWithin waits, and answers whether to give up
   * @return false if it was given up
   */
  boolean awaitTurn(int records, Predicate<Duration> isStoppedWithin) {
    while (!throttle.admits(records)) {
      if (isStoppedWithin.test(Throttle.PAUSE)) {
        return false;
      }
    }
    return true;
  }

  Written write(Arrival arrival, List<Event> events) {
    return throttle.working(() -> commit(staged(arrival, events), own));
  }

  /**
   * Writes as part of a transaction of the application. It takes no turn: those whose turn it is
   * may be waiting for this very transaction.
   */
  Written write(Arrival arrival, List<Event> events, CallerTransaction transaction) {
    return commit(
        staged(arrival, events),
        new Committing(
            commit -> ports.store().commit(commit, transaction), transaction::afterCommit));
  }

  /** Lets events pass the stages, and no more. */
  Staged stage(Arrival arrival, List<Event> events) {
    return throttle.working(() -> staged(arrival, events));
  }

  /** Begins to commit what has passed them, on a thread of its own if a worker is free. */
  Pending<CommitResult> begin(Staged staged) {
    return freeWorkers.begin(() -> commit(staged, own).result());
  }

  private Staged staged(Arrival arrival, List<Event> events) {
    Pipeline current = pipeline;
    return new Staged(current, arrival, events, process(current, arrival, events));
  }

  /** Where another version is live by now, the events pass the stages of that one. */
  private Written commit(Staged staged, Committing committing) {
    Staged tried = staged;
    while (true) {
      Written written = commitOnce(tried, committing);
      if (!(written.result() instanceof CommitResult.Superseded other)) {
        return written;
      }
      DatasetId id = tried.pipeline().layout().id();
      use(other.live(), () -> pipelines.of(id, other.live()));
      superseded.run();
      tried = staged(staged.arrival(), staged.events());
    }
  }

  private Processed process(Pipeline current, Arrival arrival, List<Event> events) {
    if (arrival instanceof Arrival.Unpacked) {
      return current.opened(events.get(0));
    }
    return arrival instanceof Arrival.Replayed
        ? current.again(events)
        : current.process(events, freeWorkers);
  }

  /** Each claim that is taken is dropped or drops its record, so this comes to an end. */
  private Written commitOnce(Staged staged, Committing committing) {
    Pipeline current = staged.pipeline();
    Processed tried = staged.processed();
    while (true) {
      Commit commit =
          new Commit(
              current.layout(),
              staged.arrival(),
              tried.candidates(),
              tried.rejected(),
              tried.envelopes(),
              tried.additions());
      CommitResult result = committing.commit().apply(commit);
      if (result instanceof CommitResult.Conflicting conflicting) {
        tried = current.resolve(tried, taken(conflicting));
        continue;
      }
      if (result instanceof CommitResult.Committed done) {
        Processed stored = tried;
        committing.afterwards().accept(() -> report(stored, commit, done));
      }
      return new Written(commit, result);
    }
  }

  private static Set<TakenClaim> taken(CommitResult.Conflicting conflicting) {
    return conflicting.conflicts().stream()
        .map(conflict -> new TakenClaim(conflict.index(), conflict.claim().rule()))
        .collect(Collectors.toSet());
  }

  /** Ends the threads of workers that help; what is under way goes on without. */
  void close() {
    freeWorkers.close();
  }

  private void report(Processed processed, Commit commit, CommitResult.Committed done) {
    var id = commit.layout().id();
    processed.work().forEach(work -> telemetry.processed(id, work));
    telemetry.committed(id, CommitFigures.of(commit, done));
    committed.run();
  }
}
