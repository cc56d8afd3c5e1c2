package io.obsrv.ingest;

import io.obsrv.connector.Role;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The connectors of one live dataset, and what they are told. Its workers are changed under a lock,
 * which is held while workers stop. A commit never waits for it: whoever holds it then looks after
 * what the commit would have done. What was done in other processes is followed when somebody asks
 * for that.
 */
final class LaneConnectors {
  private final IngestPorts ports;
  private final CommitWriter writer;
  private final KeptRuns runs;
  private final LaneWorkers workers;
  private final ToldElsewhere told;
  private volatile Layout layout;

  /**
   * Why they are to be started: nobody has yet, the dataset is only pushed to, or that of a version
   * did not work. Empty once all of them were. Guarded by the lock.
   */
  private Optional<Occasion> due = Optional.of(Occasion.OPENED);

  private final WakingLock lock;

  LaneConnectors(IngestPorts ports, CommitWriter writer) {
    this.ports = ports;
    this.writer = writer;
    this.layout = writer.pipeline().layout();
    this.workers = new LaneWorkers(ports, writer, this::layout);
    this.lock = new WakingLock(workers::wakeDestinations);
    this.runs = new KeptRuns(ports, layout.id());
    this.told = new ToldElsewhere(runs);
  }

  /** The version whose connectors these are, also while its last batches find another one live. */
  private Layout layout() {
    return layout;
  }

  int version() {
    return layout.version();
  }

  /** Goes on with the live version, if it is a later one. */
  void useLive(Dataset dataset, Layouts layouts) {
    int live = dataset.live().orElseThrow();
    if (version() < live) {
      use(layouts.of(dataset.id(), live));
    }
  }

  /**
   * Goes on with a version that has been published. Connectors that are the same in it are not
   * disturbed; others of those that run are opened again, such as destinations where the columns or
   * the key have changed, or stopped if it does not have them. Destinations look whether it has
   * brought them something.
   */
  void use(Layout layout) {
    locked(
        () -> {
          // Another may have come to a later one meanwhile.
          if (layout.version() >= version()) {
            goOnWith(layout);
          }
          return true;
        });
  }

  private void goOnWith(Layout later) {
    writer.use(later);
    if (later.version() != version()) {
      due = due.or(() -> Optional.of(Occasion.OPENED));
    }
    layout = later;
    workers.replace();
    // Going by the version before, they have not seen rows of this one, and may rest upon it.
    workers.wakeDestinations();
  }

  /**
   * Starts every connector that is not running, unless what is kept of it says otherwise. Where it
   * fails, that is due again, unless somebody asked for it, who is told.
   *
   * @param actor who is behind it, for the trails of those that had been told or forced to end
   */
  void start(Occasion occasion, String actor) {
    locked(
        () -> {
          DatasetDefinition definition = layout().definition();
          if (ports.leases().isShared()) {
            // Before anything is read of them: what they are told behind it is news.
            told.begin();
          }
          if (occasion != Occasion.ASKED) {
            due = Optional.of(occasion);
          }
          definition.sources().keySet().forEach(name -> start(Role.SOURCE, name, occasion, actor));
          definition
              .destinations()
              .keySet()
              .forEach(name -> start(Role.DESTINATION, name, occasion, actor));
          due = Optional.empty();
          return true;
        });
  }

  /** Starts them where that is due, or else goes on with what other processes do. */
  void goOn() {
    locked(
        () -> {
          due.ifPresentOrElse(why -> start(why, IngestEngine.SYSTEM), this::follow);
          return true;
        });
  }

  /**
   * Does what its connectors were told in other processes. One that was refused, since the dataset
   * took no records for a while, goes on; a destination that rests is woken by rows from elsewhere.
   */
  private void follow() {
    locked(
        () -> {
          told.follow(this::obey);
          for (ConnectorWorker worker : workers()) {
            if (worker.wasRefused()
                || (worker instanceof DestinationWorker destination && isBehind(destination))) {
              workers.launch(worker.role(), worker.name);
            }
          }
          return true;
        });
  }

  private void obey(String connector, ConnectorRun run) {
    DatasetDefinition definition = layout().definition();
    for (Role role : Role.values()) {
      for (String name : ConnectorWorker.configs(definition, role).keySet()) {
        if (connector.equals(ConnectorWorker.key(role, name))) {
          obey(role, name, run);
        }
      }
    }
  }

  private void obey(Role role, String name, ConnectorRun run) {
    if (workers.isRunning(role, name)) {
      if (run.isToldToRest()) {
        stop(role, name, run.state());
      }
    } else if (isToLaunch(role, name, run)) {
      workers.launch(role, name);
    }
  }

  /**
   * What fails elsewhere is taken over by one that rests here. What runs elsewhere runs here, too;
   * one that has failed here does not because another process has taken it over, but once somebody
   * tells it to.
   */
  private boolean isToLaunch(Role role, String name, ConnectorRun run) {
    if (run.state() == RunState.FAILED) {
      return workers.isResting(role, name);
    }
    return run.state() == RunState.RUNNING
        && (!workers.hasFailed(role, name) || runs.isTold(role, name, run));
  }

  private boolean isBehind(DestinationWorker destination) {
    return destination.isResting()
        && destination.isWorthWaking(ports.store().counters(layout().id()).accepted());
  }

  private void start(Role role, String name, Occasion occasion, String actor) {
    Optional<RunState> kept = runs.find(role, name).map(ConnectorRun::state);
    if (!workers.isRunning(role, name) && kept.map(occasion::starts).orElse(true)) {
      if (kept.filter(state -> state != RunState.RUNNING).isPresent()) {
        keep(role, name, RunState.RUNNING, actor, ConnectorAction.STARTED);
      }
      workers.launch(role, name);
    }
  }

  /** Starts a connector whatever is kept of it. */
  void restart(Role role, String name, String actor, ConnectorAction action) {
    locked(
        () -> {
          stop(role, name, RunState.STOPPED);
          keep(role, name, RunState.RUNNING, actor, action);
          workers.launch(role, name);
          return true;
        });
  }

  /** Ends a connector, until somebody starts it again. */
  void end(Role role, String name, String actor, ConnectorAction action) {
    RunState as = action == ConnectorAction.PAUSED ? RunState.PAUSED : RunState.STOPPED;
    locked(
        () -> {
          stop(role, name, as);
          keep(role, name, as, actor, action);
          return true;
        });
  }

  private void keep(Role role, String name, RunState as, String actor, ConnectorAction action) {
    told.here(ConnectorWorker.key(role, name), runs.keep(role, name, as, actor, action));
  }

  /** Moves a source. One that runs is begun again: without records it would never look. */
  void reset(String source, String split, Optional<Checkpoint> to, String actor) {
    check(Role.SOURCE, source);
    // Without the lock: the source may take its time to answer.
    new KnownSplits(ports).check(layout().definition(), source, split);
    locked(
        () -> {
          boolean running = workers.isRunning(Role.SOURCE, source);
          if (running) {
            stop(Role.SOURCE, source, RunState.STOPPED);
          }
          runs.reset(source, split, to, actor);
          if (running) {
            workers.launch(Role.SOURCE, source);
          }
          return true;
        });
  }

  private void stop(Role role, String name, RunState as) {
    check(role, name);
    workers.stop(role, name, as);
  }

  List<ConnectorWorker> workers() {
    return workers.all();
  }

  /** How every connector of the live version is doing. */
  List<ConnectorStatus> statuses() {
    List<ConnectorStatus> statuses = new ArrayList<>();
    DatasetDefinition definition = layout().definition();
    definition.sources().keySet().forEach(name -> statuses.add(status(Role.SOURCE, name)));
    definition
        .destinations()
        .keySet()
        .forEach(name -> statuses.add(status(Role.DESTINATION, name)));
    return statuses;
  }

  private ConnectorStatus status(Role role, String name) {
    ConnectorStatus status =
        workers
            .find(role, name)
            .map(ConnectorWorker::status)
            .orElseGet(() -> runs.status(role, name));
    return role == Role.SOURCE
        ? status
        : new DestinationProgress(ports, layout().id(), name).measured(status);
  }

  /** What becomes of every source of the live version; of one that does not run, what is kept. */
  List<CompletableFuture<ConnectorStatus>> sourceEnds() {
    return layout().definition().sources().keySet().stream().map(this::sourceEnd).toList();
  }

  private CompletableFuture<ConnectorStatus> sourceEnd(String name) {
    return workers
        .find(Role.SOURCE, name)
        .map(ConnectorWorker::ended)
        .orElseGet(() -> CompletableFuture.completedFuture(runs.status(Role.SOURCE, name)));
  }

  /** Stops all for good: nothing is started any more. */
  void stop() {
    workers.stop();
  }

  private <T> T locked(Supplier<T> work) {
    return lock.hold(work);
  }

  /** Destinations are told of every commit; one that rests for lack of work is started again. */
  void committed() {
    if (!layout().definition().destinations().isEmpty()) {
      lock.wake();
    }
  }

  private void check(Role role, String name) {
    if (ConnectorWorker.config(layout().definition(), role, name) == null) {
      throw new IllegalArgumentException(
          "dataset '%s' has no %s '%s', only %s"
              .formatted(
                  layout().id(),
                  role.label(),
                  name,
                  role == Role.SOURCE
                      ? layout().definition().sources().keySet()
                      : layout().definition().destinations().keySet()));
    }
  }
}
