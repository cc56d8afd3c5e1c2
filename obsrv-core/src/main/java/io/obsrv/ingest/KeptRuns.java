package io.obsrv.ingest;

import io.obsrv.connector.Role;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of the connectors of a dataset, and of who told them.
 *
 * @param ports where it is kept
 * @param id the dataset
 */
record KeptRuns(IngestPorts ports, DatasetId id) {

  Optional<ConnectorRun> find(Role role, String name) {
    return ports.runs().run(id, ConnectorWorker.key(role, name));
  }

  /** How a connector is doing that has no worker here. */
  ConnectorStatus status(Role role, String name) {
    Optional<ConnectorRun> kept = find(role, name);
    return ConnectorStatus.of(
        name,
        role,
        kept.map(ConnectorRun::state).filter(s -> s != RunState.RUNNING).orElse(RunState.STOPPED),
        kept.flatMap(ConnectorRun::error));
  }

  /** Whether somebody told it so; what has become of it by itself is in no trail. */
  boolean isTold(Role role, String name, ConnectorRun run) {
    List<ConnectorEntry> trail = ports.runs().trail(id, ConnectorWorker.key(role, name));
    return trail.stream().anyMatch(entry -> entry.at().equals(run.changedAt()));
  }

  Map<String, ConnectorRun> all() {
    return ports.runs().runs(id);
  }

  ConnectorRun keep(Role role, String name, RunState state, String actor, ConnectorAction action) {
    ConnectorEntry entry = entry(role, name, actor, action, "");
    ConnectorRun run = new ConnectorRun(state, Optional.empty(), entry.at());
    ports.runs().put(id, run, entry);
    return run;
  }

  void reset(String source, String split, Optional<Checkpoint> to, String actor) {
    String place = to.map(checkpoint -> "'" + checkpoint.value() + "'").orElse("its beginning");
    String detail = "split '%s' to %s".formatted(split, place);
    ConnectorEntry entry = entry(Role.SOURCE, source, actor, ConnectorAction.RESET, detail);
    ports.runs().reset(id, source, split, to, entry);
  }

  private ConnectorEntry entry(
      Role role, String name, String actor, ConnectorAction action, String detail) {
    return new ConnectorEntry(
        ConnectorWorker.key(role, name), ports.clock().instant(), actor, action, detail);
  }
}
