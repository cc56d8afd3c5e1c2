package io.obsrv.storage.located;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.Delivery;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What connectors keep, at the locations of their datasets. One that is stopped because rows are on
 * their way may still write where it got to; what people tell connectors has to wait. Has no state
 * of its own.
 */
final class LocatedConnectorStore implements ConnectorStore {
  private final Places places;

  LocatedConnectorStore(Places places) {
    this.places = places;
  }

  @Override
  public List<StoredChange> changes(Layout layout, long after, int limit) {
    return places.read(layout, storage -> storage.connectors().changes(layout, after, limit));
  }

  @Override
  public Delivery delivery(DatasetId id, String destination) {
    return of(id).delivery(id, destination);
  }

  @Override
  public boolean deliver(
      DatasetId id, String destination, Delivery from, Delivery to, Optional<HeldLease> lease) {
    return of(id).deliver(id, destination, from, to, lease);
  }

  @Override
  public void reset(
      DatasetId id, String source, String split, Optional<Checkpoint> to, ConnectorEntry entry) {
    places.toChange(id).connectors().reset(id, source, split, to, entry);
  }

  @Override
  public Optional<ConnectorRun> run(DatasetId id, String connector) {
    return of(id).run(id, connector);
  }

  @Override
  public Map<String, ConnectorRun> runs(DatasetId id) {
    return of(id).runs(id);
  }

  @Override
  public boolean put(DatasetId id, String connector, ConnectorRun run, String holder) {
    return of(id).put(id, connector, run, holder);
  }

  @Override
  public boolean replace(DatasetId id, String connector, ConnectorRun from, ConnectorRun to) {
    return of(id).replace(id, connector, from, to);
  }

  @Override
  public void put(DatasetId id, ConnectorRun run, ConnectorEntry entry) {
    places.toChange(id).connectors().put(id, run, entry);
  }

  @Override
  public List<ConnectorEntry> trail(DatasetId id, String connector) {
    return of(id).trail(id, connector);
  }

  private ConnectorStore of(DatasetId id) {
    return places.of(id).connectors();
  }
}
