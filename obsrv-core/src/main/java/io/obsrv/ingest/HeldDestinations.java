package io.obsrv.ingest;

import io.obsrv.connector.Role;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Hold;
import io.obsrv.event.LeaseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The destinations of a dataset while nobody brings them on: their leases are held here. Of one
 * thread.
 */
public final class HeldDestinations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeldDestinations.class);

  /** So many glances are twice the time after which a process that says nothing is dead. */
  private static final int GLANCES = 10;

  private final List<Hold> holds = new ArrayList<>();

  private HeldDestinations() {}

  static HeldDestinations of(IngestPorts ports, DatasetDefinition definition) {
    HeldDestinations held = new HeldDestinations();
    try {
      definition.destinations().keySet().forEach(name -> held.hold(ports, definition, name));
      return held;
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  private void hold(IngestPorts ports, DatasetDefinition definition, String name) {
    Optional<Hold> taken = take(ports, definition, name);
    for (int glance = 0; taken.isEmpty() && glance < GLANCES; glance++) {
      LockSupport.parkNanos(ports.leases().glance().toNanos());
      taken = take(ports, definition, name);
    }
    if (taken.isEmpty()) {
      LOG.warn(
          "Destination '{}' of dataset '{}' is brought on by a process that does not let go of it",
          name,
          definition.id());
    }
    taken.ifPresent(holds::add);
  }

  private static Optional<Hold> take(IngestPorts ports, DatasetDefinition definition, String name) {
    String lease = LeaseName.ofDestination(ConnectorWorker.key(Role.DESTINATION, name));
    return ports.leases().take(ports.leaseStore(), definition.id(), lease);
  }

  /** Can be repeated; never throws. */
  @Override
  public void close() {
    holds.forEach(Hold::close);
  }
}
