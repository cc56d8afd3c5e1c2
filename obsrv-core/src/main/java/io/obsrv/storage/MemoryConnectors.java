package io.obsrv.storage;

import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the connectors of a dataset are doing. Guarded by the lock of its dataset. */
final class MemoryConnectors {
  private final Map<String, Delivery> deliveries = new HashMap<>();
  private final Map<String, ConnectorRun> runs = new HashMap<>();
  private final List<ConnectorEntry> trail = new ArrayList<>();

  Delivery delivery(String destination) {
    return deliveries.getOrDefault(destination, Delivery.NONE);
  }

  boolean deliver(String destination, Delivery from, Delivery to) {
    if (!delivery(destination).equals(from)) {
      return false;
    }
    deliveries.put(destination, to);
    return true;
  }

  Optional<ConnectorRun> run(String connector) {
    return Optional.ofNullable(runs.get(connector));
  }

  void put(String connector, ConnectorRun run) {
    runs.put(connector, run);
  }

  void add(ConnectorEntry entry) {
    trail.add(entry);
  }

  List<ConnectorEntry> trail(String connector) {
    return trail.stream().filter(entry -> entry.connector().equals(connector)).toList();
  }
}
