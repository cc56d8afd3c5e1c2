package io.obsrv.jdbc;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveGroups;
import io.obsrv.event.ArchiveRows;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything there is of a dataset, as of one moment: whoever changes it waits for the
 * control row meanwhile. The database hands over some at a time. Used once, by one thread.
 */
final class ArchiveDump {
  /** Databases hand over the rows of a statement together, and they may be large. */
  private static final int CHUNK = 32;

  private static final Set<String> NUMBERS = Set.of("row_seq", "id", "entry");

  private final Session session;
  private final Layout layout;
  private final Consumer<ArchiveEntry> sink;

  /** An entry of a result's present row. */
  private interface Reading {
    ArchiveEntry entry(ResultSet row) throws SQLException;
  }

  private ArchiveDump(Session session, Layout layout, Consumer<ArchiveEntry> sink) {
    this.session = session;
    this.layout = layout;
    this.sink = sink;
  }

  /** Answers false, and reads nothing, if another version is live. */
  static boolean run(Session session, Layout layout, Consumer<ArchiveEntry> sink)
      throws SQLException {
    Control control = Control.lock(session);
    if (control.liveVersion() != layout.version()) {
      return false;
    }
    new ArchiveDump(session, layout, sink).run();
    sink.accept(
        new ArchiveEntry.Control(
            control.liveVersion(), control.lastQuarantine(), Control.readWithCauses(session)));
    return true;
  }

  private void run() throws SQLException {
    rows();
    each(
        "_keys",
        List.of("key_text"),
        "key_text, accepted_at, row_seq, event_time",
        StoredEntries::key);
    each(
        "_removals",
        List.of("row_seq"),
        "key_text, row_seq, received_at, content",
        StoredEntries::removal);
    each(
        "_owners",
        List.of("claim_key", "row_seq"),
        "claim_key, rule, row_seq",
        StoredEntries::claim);
    groups();
    each(
        "_quarantine",
        List.of("id"),
        "id, received_at, version, source, raw, stage, code, path, message, attempts, form",
        row -> new ArchiveEntry.Quarantined(Quarantine.read(row)));
    each("_trail", List.of("entry"), "record, at, actor, action, detail", StoredEntries::trail);
    each(
        "_batches", List.of("batch_key"), "batch_key, committed_at, receipt", StoredEntries::batch);
    each("_checkpoints", List.of("split_key"), "source, split, checkpoint", StoredEntries::split);
    each("_destinations", List.of("name"), "name, position, refused", StoredEntries::delivery);
    each(
        "_connectors", List.of("name"), "name, state, error, changed_at", StoredEntries::connector);
    each(
        "_connector_trail",
        List.of("entry"),
        "connector, at, actor, action, detail",
        StoredEntries::connectorTrail);
  }

  private void rows() throws SQLException {
    List<StoredColumn> columns = ColumnRows.published(session);
    ArchiveRows archive = new ArchiveRows(columns);
    archive.places().forEach(sink);
    StoredNames stored = StoredNames.of(session, Namespace.ROWS);
    long after = 0;
    List<StoredRow> rows = RowTable.read(session, columns, stored, after, Long.MAX_VALUE, CHUNK);
    while (!rows.isEmpty()) {
      rows.forEach(row -> sink.accept(archive.entry(row)));
      after = rows.get(rows.size() - 1).sequence();
      rows = RowTable.read(session, columns, stored, after, Long.MAX_VALUE, CHUNK);
    }
  }

  private void groups() throws SQLException {
    List<Rollup> rollups =
        layout.rollups().stream()
            .sorted(Comparator.comparing(rollup -> rollup.table().name()))
            .toList();
    for (Rollup rollup : rollups) {
      List<Column> dimensions = rollup.columns().subList(0, rollup.dimensionCount());
      String names =
          dimensions.isEmpty()
              ? "_state"
              : "_state, " + Identifiers.quoteAll(dimensions.stream().map(Column::name).toList());
      each(
          Namespace.tableOf(rollup),
          List.of("_key"),
          names,
          row -> ArchiveGroups.entry(rollup, values(row, dimensions), row.getString(1)));
    }
  }

  private static Row values(ResultSet row, List<Column> columns) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.read(row, i + 2, columns.get(i).type());
    }
    return new Row(values);
  }

  /** Reads a table in the order of some of its columns, keys by their characters. */
  private void each(String table, List<String> order, String columns, Reading reading)
      throws SQLException {
    String sql =
        "select %s from %s order by %s"
            .formatted(
                columns,
                session.space().table(table),
                order.stream().map(this::sortable).collect(Collectors.joining(", ")));
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setFetchSize(CHUNK);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.accept(reading.entry(rows));
        }
      }
    }
  }

  private String sortable(String column) {
    return session
        .dialect()
        .sortable(column, NUMBERS.contains(column) ? ColumnType.INTEGER : ColumnType.STRING);
  }
}
