package io.obsrv.storage;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.Delivery;
import io.obsrv.event.Layout;
import io.obsrv.event.LeaseName;
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
    return data.dataset(layout.id())
        .call(parts -> new MemoryFeed(parts, layout).changes(after, limit));
  }

  @Override
  public Delivery delivery(DatasetId id, String destination) {
    return data.dataset(id).call(parts -> parts.connectors().delivery(destination));
  }

  @Override
  public boolean deliver(
      DatasetId id, String destination, Delivery from, Delivery to, Optional<HeldLease> lease) {
    return data.dataset(id)
        .call(
            parts ->
                !parts.leases().isLost(lease, clock.instant())
                    && parts.connectors().deliver(destination, from, to));
  }

  @Override
  public void reset(
      DatasetId id, String source, String split, Optional<Checkpoint> to, ConnectorEntry entry) {
    data.dataset(id)
        .run(
            parts -> {
              parts.connectors().add(entry);
              parts.checkpoints().reset(source, split, to);
              parts.leases().revoke(LeaseName.ofSplit(entry.connector(), split));
            });
  }

  @Override
  public Optional<ConnectorRun> run(DatasetId id, String connector) {
    return data.dataset(id).call(parts -> parts.connectors().run(connector));
  }

  @Override
  public Map<String, ConnectorRun> runs(DatasetId id) {
    return data.dataset(id).call(parts -> parts.connectors().runs());
  }

  @Override
  public boolean put(DatasetId id, String connector, ConnectorRun run, String holder) {
    return data.dataset(id).call(parts -> putFailed(parts, connector, run, holder));
  }

  /** Keeps that a connector has failed, if it may not go on elsewhere. */
  private boolean putFailed(MemoryParts parts, String connector, ConnectorRun run, String holder) {
    boolean isKept =
        parts.connectors().run(connector).filter(ConnectorRun::isToldToRest).isEmpty()
            && !parts.leases().isAnyTaken(LeaseName.prefix(connector), holder, clock.instant());
    if (isKept) {
      parts.connectors().put(connector, run);
    }
    return isKept;
  }

  @Override
  public boolean replace(DatasetId id, String connector, ConnectorRun from, ConnectorRun to) {
    return data.dataset(id).call(parts -> parts.connectors().replace(connector, from, to));
  }

  @Override
  public void put(DatasetId id, ConnectorRun run, ConnectorEntry entry) {
    data.dataset(id)
        .run(
            parts -> {
              parts.connectors().put(entry.connector(), run);
              parts.connectors().add(entry);
              parts.leases().revokeAll(LeaseName.prefix(entry.connector()));
            });
  }

  @Override
  public List<ConnectorEntry> trail(DatasetId id, String connector) {
    return data.dataset(id).call(parts -> parts.connectors().trail(connector));
  }
}
