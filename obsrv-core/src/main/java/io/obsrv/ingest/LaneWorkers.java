package io.obsrv.ingest;

import io.obsrv.connector.Role;
import io.obsrv.event.Layout;
import io.obsrv.event.RunState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one lane, one for each connector that was started. The map of them is changed
 * under the lock of whoever owns it, which is held while workers stop, and read without it.
 */
final class LaneWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(LaneWorkers.class);

  private final IngestPorts ports;
  private final CommitWriter writer;
  private final Supplier<Layout> layout;
  private final Map<String, ConnectorWorker> workers = new ConcurrentSkipListMap<>();
  private volatile boolean gone;

  /**
   * None so far.
   *
   * @param layout the version whose connectors they run
   */
  LaneWorkers(IngestPorts ports, CommitWriter writer, Supplier<Layout> layout) {
    this.ports = ports;
    this.writer = writer;
    this.layout = layout;
  }

  List<ConnectorWorker> all() {
    return List.copyOf(workers.values());
  }

  Optional<ConnectorWorker> find(Role role, String name) {
    return Optional.ofNullable(workers.get(ConnectorWorker.key(role, name)));
  }

  boolean isRunning(Role role, String name) {
    return find(role, name).filter(ConnectorWorker::isRunning).isPresent();
  }

  boolean isResting(Role role, String name) {
    return find(role, name).filter(LaneWorkers::isResting).isPresent();
  }

  private static boolean isResting(ConnectorWorker worker) {
    return worker instanceof DestinationWorker destination && destination.isResting();
  }

  boolean hasFailed(Role role, String name) {
    return find(role, name)
        .filter(worker -> worker.status().state() == RunState.FAILED)
        .isPresent();
  }

  /** Begins behind the one that was there, when that is gone. */
  void launch(Role role, String name) {
    ConnectorWorker worker =
        role == Role.SOURCE
            ? new SourceWorker(ports, layout.get().definition(), name, writer)
            : new DestinationWorker(ports, layout, name, writer);
    find(role, name).ifPresent(worker::follow);
    // Started first: where there can be no more threads, what was there before stays.
    worker.start();
    workers.put(ConnectorWorker.key(role, name), worker);
    if (gone) {
      worker.stop(RunState.STOPPED);
    }
  }

  void stop(Role role, String name, RunState as) {
    find(role, name).ifPresent(worker -> stop(List.of(worker), as));
  }

  /** Stops those that do not serve the version by now, and opens those anew that it has. */
  void replace() {
    List<ConnectorWorker> old =
        all().stream().filter(worker -> !worker.serves(layout.get().definition())).toList();
    List<ConnectorWorker> again =
        old.stream()
            .filter(worker -> worker.isRunning() || isResting(worker))
            .filter(worker -> worker.isIn(layout.get().definition()))
            .toList();
    stop(old, RunState.STOPPED);
    // One that hangs stays, so that none is started beside it.
    old.stream()
        .filter(worker -> worker.ended().isDone())
        .forEach(worker -> workers.remove(ConnectorWorker.key(worker.role(), worker.name)));
    again.forEach(worker -> launch(worker.role(), worker.name));
  }

  /** Stops all for good: nothing is started any more. */
  void stop() {
    gone = true;
    stop(all(), RunState.STOPPED);
  }

  private static void stop(Collection<ConnectorWorker> workers, RunState as) {
    workers.forEach(worker -> worker.stop(as));
    workers.forEach(ConnectorWorker::awaitStop);
  }

  /** Tells destinations of a commit; one that rests for lack of work is started again. */
  void wakeDestinations() {
    for (ConnectorWorker worker : all()) {
      if (worker instanceof DestinationWorker destination && destination.news()) {
        wake(destination);
      }
    }
  }

  /** Where there can be no more threads, it rests on, and the next commit wakes it. */
  private void wake(DestinationWorker destination) {
    try {
      launch(Role.DESTINATION, destination.name);
    } catch (OutOfMemoryError e) {
      LOG.warn(
          "Destination '{}' of dataset '{}' rests until the next commit.",
          destination.name,
          destination.dataset(),
          e);
    }
  }
}
