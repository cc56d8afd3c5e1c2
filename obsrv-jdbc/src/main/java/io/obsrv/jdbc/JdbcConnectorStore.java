package io.obsrv.jdbc;

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

/** How connectors are doing, in the database of their dataset. Has no state of its own. */
final class JdbcConnectorStore implements ConnectorStore {
  private final Transactions transactions;
  private final Clock clock;

  JdbcConnectorStore(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public List<StoredChange> changes(Layout layout, long after, int limit) {
    return in(
        layout.id(), "read", List.of(), session -> ChangeFeed.read(session, layout, after, limit));
  }

  @Override
  public Delivery delivery(DatasetId id, String destination) {
    return read(id, Delivery.NONE, session -> Deliveries.find(session, destination));
  }

  @Override
  public boolean deliver(
      DatasetId id, String destination, Delivery from, Delivery to, Optional<HeldLease> lease) {
    return in(
        id,
        "write the progress of a destination of",
        false,
        session -> Deliveries.move(session, destination, from, to, lease, clock.instant()));
  }

  @Override
  public void reset(
      DatasetId id, String source, String split, Optional<Checkpoint> to, ConnectorEntry entry) {
    in(
        id,
        "reset a source of",
        false,
        session -> {
          Control.lock(session);
          Checkpoints.reset(session, source, split, to);
          Runs.add(session, entry);
          LeaseRows.revokeAll(
              session, LeaseName.ofSplit(entry.connector(), split), clock.instant());
          return true;
        });
  }

  @Override
  public Optional<ConnectorRun> run(DatasetId id, String connector) {
    return read(id, Optional.empty(), session -> Runs.find(session, connector));
  }

  @Override
  public Map<String, ConnectorRun> runs(DatasetId id) {
    return read(id, Map.of(), Runs::all);
  }

  @Override
  public boolean put(DatasetId id, String connector, ConnectorRun run, String holder) {
    return in(
        id,
        "write the state of a connector of",
        false,
        session -> Runs.failed(session, connector, run, holder, clock.instant()));
  }

  @Override
  public boolean replace(DatasetId id, String connector, ConnectorRun from, ConnectorRun to) {
    return in(
        id,
        "write the state of a connector of",
        false,
        session -> Runs.replace(session, connector, from, to));
  }

  @Override
  public void put(DatasetId id, ConnectorRun run, ConnectorEntry entry) {
    in(
        id,
        "write the state of a connector of",
        false,
        session -> {
          Runs.put(session, entry.connector(), run);
          Runs.add(session, entry);
          LeaseRows.revokeAll(session, LeaseName.prefix(entry.connector()), clock.instant());
          return true;
        });
  }

  @Override
  public List<ConnectorEntry> trail(DatasetId id, String connector) {
    return read(id, List.of(), session -> Runs.trail(session, connector));
  }

  private <T> T read(DatasetId id, T absent, Work<T> work) {
    return transactions.inDataset(id, Purpose.READ, "read", absent, work);
  }

  private <T> T in(DatasetId id, String task, T absent, Work<T> work) {
    return transactions.inDataset(id, Purpose.WORK, task, absent, work);
  }
}
