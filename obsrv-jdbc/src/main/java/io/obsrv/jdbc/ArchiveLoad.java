package io.obsrv.jdbc;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveGroups;
import io.obsrv.event.ArchiveInput;
import io.obsrv.event.ArchiveRows;
import io.obsrv.event.Layout;
import io.obsrv.event.Progress;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredRow;
import io.obsrv.event.UniqueRule;
import io.obsrv.schema.ColumnType;
import io.obsrv.table.Rollup;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fills a namespace that is new from a dump, some entries of one part at a time, and makes the
 * version live last. Used once, by one thread.
 */
final class ArchiveLoad {
  /** What is written at once is in memory together, and may be large. */
  private static final int CHUNK = 32;

  private final Session session;
  private final Layout layout;
  private final ArchiveRows archive;
  private final List<ArchiveEntry> pending = new ArrayList<>();

  private ArchiveLoad(Session session, Layout layout, ArchiveRows archive) {
    this.session = session;
    this.layout = layout;
    this.archive = archive;
  }

  static boolean run(Session session, Layout layout, ArchiveInput input) throws SQLException {
    Control.settleAt(session, layout);
    Structure.restore(session, layout, input.columns());
    Activation.maintain(session, maintained(layout));
    new ArchiveLoad(session, layout, new ArchiveRows(input.columns())).fill(input);
    ArchiveEntry.Control control = input.control();
    Causes.count(session, "_causes", "code", control.counters().causes());
    Causes.count(session, "_warnings", "rule", control.counters().warnings());
    Control.count(session, control.counters(), control.lastQuarantine());
    Control.switchTo(session, control.version());
    return Control.admit(session, false);
  }

  private static Set<String> maintained(Layout layout) {
    Set<String> names = new HashSet<>();
    layout.rollups().forEach(rollup -> names.add(Namespace.tableOf(rollup)));
    UniqueRule.all(layout.definition()).forEach(rule -> names.add(rule.marker()));
    return names;
  }

  private void fill(ArchiveInput input) throws SQLException {
    while (input.hasNext()) {
      ArchiveEntry entry = input.next();
      if (pending.size() == CHUNK || !isOfPending(entry)) {
        write();
      }
      pending.add(entry);
    }
    write();
  }

  /** Whether an entry goes into the same table as those before it. */
  private boolean isOfPending(ArchiveEntry next) {
    return pending.isEmpty() || table(pending.get(0)).equals(table(next));
  }

  private static List<String> table(ArchiveEntry entry) {
    return entry instanceof ArchiveEntry.TableGroup group
        ? List.of(entry.part(), group.table())
        : List.of(entry.part());
  }

  private void write() throws SQLException {
    if (pending.isEmpty()) {
      return;
    }
    switch (pending.get(0).part()) {
      case "rows" -> rows(all(ArchiveEntry.Row.class));
      case "keys" -> ArchiveTables.keys(session, all(ArchiveEntry.Key.class));
      case "removals" -> ArchiveTables.removals(session, all(ArchiveEntry.Removal.class));
      case "claims" -> ArchiveTables.claims(session, all(ArchiveEntry.Claimed.class));
      case "floors" ->
          all(ArchiveEntry.TableFloor.class)
              .forEach(
                  entry ->
                      Retained.put(
                          session, ArchiveGroups.rollup(layout, entry.table()), entry.floor()));
      case "groups" -> groups(all(ArchiveEntry.TableGroup.class));
      case "quarantine" ->
          Quarantine.add(
              session,
              all(ArchiveEntry.Quarantined.class).stream().map(each -> each.record()).toList());
      case "trail" ->
          Trail.add(
              session, all(ArchiveEntry.Trail.class).stream().map(each -> each.line()).toList());
      case "batches" -> ArchiveTables.batches(session, all(ArchiveEntry.NamedBatch.class));
      case "checkpoints" ->
          all(ArchiveEntry.ReadSplit.class)
              .forEach(split -> Checkpoints.put(session, progress(split)));
      case "deliveries" -> ArchiveTables.deliveries(session, all(ArchiveEntry.Delivered.class));
      case "connectors" ->
          all(ArchiveEntry.Connector.class)
              .forEach(each -> Runs.put(session, each.name(), each.run()));
      default ->
          all(ArchiveEntry.ConnectorTrail.class).forEach(each -> Runs.add(session, each.line()));
    }
    pending.clear();
  }

  private <E extends ArchiveEntry> List<E> all(Class<E> kind) {
    return pending.stream().map(kind::cast).toList();
  }

  private void rows(List<ArchiveEntry.Row> entries) throws SQLException {
    List<StoredRow> rows = entries.stream().map(archive::row).toList();
    if (rows.stream().anyMatch(this::isLong)) {
      Structure.widen(session, Namespace.ROWS, archive.columns());
    }
    RowTable.add(session, archive.columns(), rows);
  }

  /** A version before may have had larger records than the live one. */
  private boolean isLong(StoredRow row) {
    List<StoredColumn> columns = archive.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).column().type() == ColumnType.STRING
          && row.row().value(i) instanceof String text
          && text.length() > Structure.MAX_PLAIN_TEXT) {
        return true;
      }
    }
    return false;
  }

  private void groups(List<ArchiveEntry.TableGroup> entries) throws SQLException {
    Rollup rollup = ArchiveGroups.rollup(layout, entries.get(0).table());
    GroupTable.insert(
        session,
        rollup,
        entries.stream().map(entry -> ArchiveGroups.group(rollup, entry)).toList());
  }

  private static Progress progress(ArchiveEntry.ReadSplit split) {
    return new Progress(split.source(), split.split(), Optional.empty(), split.checkpoint());
  }
}
