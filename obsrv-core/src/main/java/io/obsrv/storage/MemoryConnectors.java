package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How the connectors of a dataset are doing. Guarded by the lock of its dataset. */
final class MemoryConnectors {
  private final Map<String, Delivery> deliveries = new TreeMap<>();
  private final Map<String, ConnectorRun> runs = new TreeMap<>();
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

  Map<String, ConnectorRun> runs() {
    return Map.copyOf(runs);
  }

  void put(String connector, ConnectorRun run) {
    runs.put(connector, run);
  }

  boolean replace(String connector, ConnectorRun from, ConnectorRun to) {
    return runs.replace(connector, from, to);
  }

  void add(ConnectorEntry entry) {
    trail.add(entry);
  }

  List<ConnectorEntry> trail(String connector) {
    return trail.stream().filter(entry -> entry.connector().equals(connector)).toList();
  }

  Stream<ArchiveEntry> entries() {
    List<ArchiveEntry> entries = new ArrayList<>();
    deliveries.forEach((name, each) -> entries.add(new ArchiveEntry.Delivered(name, each)));
    runs.forEach((name, each) -> entries.add(new ArchiveEntry.Connector(name, each)));
    trail.forEach(each -> entries.add(new ArchiveEntry.ConnectorTrail(each)));
    return entries.stream();
  }

  void restore(ArchiveEntry.Delivered entry) {
    deliveries.put(entry.destination(), entry.delivery());
  }
}
