package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.Hold;
import io.obsrv.event.RunState;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of one connector in this process, and what is kept for the others of its work under
 * them. Of the thread of its worker; the lease that it has may be let go of by others.
 */
final class LeasedWork {
  private static final Logger LOG = LoggerFactory.getLogger(LeasedWork.class);

  private final IngestPorts ports;
  private final DatasetId id;
  private final String connector;
  private volatile @Nullable Hold held;

  /** That the connector has failed elsewhere, as long as it has not succeeded here. */
  private Optional<ConnectorRun> failure = Optional.empty();

  LeasedWork(IngestPorts ports, DatasetId id, String connector) {
    this.ports = ports;
    this.id = id;
    this.connector = connector;
  }

  /** Takes a lease; empty if another process has it. */
  Optional<Hold> take(String lease) {
    Optional<Hold> taken = ports.leases().take(ports.leaseStore(), id, lease);
    held = taken.orElse(null);
    return taken;
  }

  /** Lets others have the lease that it has, if any. */
  void letGo() {
    Hold left = held;
    if (left != null) {
      left.close();
    }
  }

  /**
   * Works under a lease, unless somebody told the connector to rest.
   *
   * @param work answers how it ended; empty if the lease is lost
   */
  Optional<RunState> under(Hold hold, Function<Hold, Optional<RunState>> work) {
    try (hold) {
      return told().or(() -> workOrLose(hold, work));
    } finally {
      failure = Optional.empty();
    }
  }

  /**
   * What somebody has told this connector in another process. Asked under a lease: who is told
   * something later takes that away.
   */
  private Optional<RunState> told() {
    if (!ports.leases().isShared()) {
      return Optional.empty();
    }
    Optional<ConnectorRun> kept = ports.runs().run(id, connector);
    failure = kept.filter(run -> run.state() == RunState.FAILED);
    return kept.filter(ConnectorRun::isToldToRest).map(ConnectorRun::state);
  }

  /** Whatever failed, it is for whoever has the lease to try it again. */
  private Optional<RunState> workOrLose(Hold hold, Function<Hold, Optional<RunState>> work) {
    try {
      return work.apply(hold);
    } catch (RuntimeException e) {
      if (hold.renew()) {
        throw e;
      }
      LOG.debug("'{}' of dataset '{}' failed behind the loss of its lease.", connector, id, e);
      return Optional.empty();
    }
  }

  /** A step has succeeded. What has failed elsewhere is taken over by that, and runs for all. */
  void succeeded() {
    if (failure.isPresent()) {
      ports.runs().replace(id, connector, failure.get(), now(RunState.RUNNING, Optional.empty()));
      failure = Optional.empty();
    }
  }

  /** It has failed here, and for all unless it goes on elsewhere. */
  void failed(Optional<String> why) {
    ports.runs().put(id, connector, now(RunState.FAILED, why), ports.leases().holder());
  }

  private ConnectorRun now(RunState state, Optional<String> error) {
    return new ConnectorRun(state, error, ports.clock().instant());
  }
}
