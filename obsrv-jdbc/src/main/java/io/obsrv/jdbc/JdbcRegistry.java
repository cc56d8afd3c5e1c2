package io.obsrv.jdbc;

import io.obsrv.dataset.AliasChange;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.AuditFilter;
import io.obsrv.dataset.AuditTrail;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The registry in a database. Has no state of its own but what it has told of. */
final class JdbcRegistry implements Registry {
  private final Transactions transactions;
  private final LeaseStore leases;
  private final LeftOut leftOut = new LeftOut();

  JdbcRegistry(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.leases = new JdbcMoveLeases(transactions, clock);
  }

  @Override
  public LeaseStore leases() {
    return leases;
  }

  @Override
  public String place() {
    return transactions.inRegistry(
        Purpose.READ, "read", session -> session.dialect().place(session));
  }

  @Override
  public void applyAll(List<Change> changes) {
    transactions.inRegistry(
        Purpose.WORK, "write to", session -> ChangeWriter.write(session, changes));
  }

  @Override
  public void apply(AliasChange change) {
    transactions.inRegistry(Purpose.WORK, "write to", session -> AliasRows.write(session, change));
  }

  @Override
  public Optional<DatasetId> alias(DatasetId name) {
    return transactions.inRegistry(Purpose.READ, "read", session -> AliasRows.find(session, name));
  }

  @Override
  public SortedMap<DatasetId, DatasetId> aliases() {
    return transactions.inRegistry(Purpose.READ, "read", AliasRows::all);
  }

  @Override
  public Optional<Dataset> find(DatasetId id) {
    return transactions.inRegistry(Purpose.READ, "read", session -> DatasetRows.find(session, id));
  }

  @Override
  public List<Dataset> list() {
    return sorted(session -> DatasetRows.all(session, leftOut));
  }

  @Override
  public List<Dataset> connected() {
    return sorted(session -> DatasetRows.connected(session, leftOut));
  }

  @Override
  public List<Dataset> unfinished() {
    return sorted(session -> DatasetRows.unfinished(session, leftOut));
  }

  @Override
  public List<Dataset> every() {
    return sorted(DatasetRows::every);
  }

  @Override
  public List<DatasetId> ids() {
    return transactions.inRegistry(Purpose.READ, "read", DatasetRows::ids).stream()
        .sorted()
        .toList();
  }

  private List<Dataset> sorted(Work<List<Dataset>> work) {
    return transactions.inRegistry(Purpose.READ, "read", work).stream()
        .sorted(Comparator.comparing(Dataset::id))
        .toList();
  }

  @Override
  public Optional<DatasetVersion> version(DatasetId id, int number) {
    return transactions.inRegistry(
        Purpose.READ, "read", session -> VersionRows.find(session, id, number));
  }

  @Override
  public List<DatasetVersion> versions(DatasetId id) {
    return transactions.inRegistry(Purpose.READ, "read", session -> VersionRows.all(session, id));
  }

  @Override
  public Optional<DatasetDefinition> draft(DatasetId id, int number, long revision) {
    return transactions.inRegistry(
        Purpose.READ, "read", session -> DraftRows.find(session, id, number, revision));
  }

  @Override
  public List<AuditEntry> audit(AuditFilter filter) {
    return transactions.inRegistry(
        Purpose.READ, "read", session -> AuditRows.all(session, filter, leftOut));
  }

  @Override
  public List<String> audited() {
    return transactions.inRegistry(Purpose.READ, "read", AuditRows::names).stream()
        .sorted()
        .toList();
  }

  @Override
  public AuditTrail trail(String name) {
    return transactions.inRegistry(Purpose.READ, "read", session -> AuditRows.trail(session, name));
  }
}
