package io.obsrv.storage;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.Delivery;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredChange;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way to the connectors of a dataset. Has no state of its own. */
final class MemoryConnectorStore implements ConnectorStore {
  private final MemoryDataStore data;
  private final Clock clock;

  MemoryConnectorStore(MemoryDataStore data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  @Override
  public List<StoredChange> changes(Layout layout, long after, int limit) {
    return data.dataset(layout.id()).changes(layout, after, limit);
  }

  @Override
  public Delivery delivery(DatasetId id, String destination) {
    return data.dataset(id).connectors(c -> c.delivery(destination));
  }

  @Override
  public boolean deliver(
      DatasetId id, String destination, Delivery from, Delivery to, Optional<HeldLease> lease) {
    return data.dataset(id).deliver(destination, from, to, lease, clock.instant());
  }

  @Override
  public void reset(
      DatasetId id, String source, String split, Optional<Checkpoint> to, ConnectorEntry entry) {
    data.dataset(id).reset(source, split, to, entry);
  }

  @Override
  public Optional<ConnectorRun> run(DatasetId id, String connector) {
    return data.dataset(id).connectors(c -> c.run(connector));
  }

  @Override
  public Map<String, ConnectorRun> runs(DatasetId id) {
    return data.dataset(id).connectors(MemoryConnectors::runs);
  }

  @Override
  public boolean put(DatasetId id, String connector, ConnectorRun run, String holder) {
    return data.dataset(id).failed(connector, run, holder, clock.instant());
  }

  @Override
  public boolean replace(DatasetId id, String connector, ConnectorRun from, ConnectorRun to) {
    return data.dataset(id).connectors(c -> c.replace(connector, from, to));
  }

  @Override
  public void put(DatasetId id, ConnectorRun run, ConnectorEntry entry) {
    data.dataset(id).told(run, entry);
  }

  @Override
  public List<ConnectorEntry> trail(DatasetId id, String connector) {
    return data.dataset(id).connectors(c -> c.trail(connector));
  }
}
