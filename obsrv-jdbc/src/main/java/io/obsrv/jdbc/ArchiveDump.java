package io.obsrv.jdbc;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveGroups;
import io.obsrv.event.ArchiveRows;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    control.refuseElsewhere(layout);
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
    floors();
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

  private void floors() {
    for (Rollup rollup : sorted()) {
      Retained.floor(session, rollup)
          .ifPresent(
              floor -> sink.accept(new ArchiveEntry.TableFloor(rollup.table().name(), floor)));
    }
  }

  private List<Rollup> sorted() {
    return layout.rollups().stream()
        .sorted(Comparator.comparing(rollup -> rollup.table().name()))
        .toList();
  }

  private void groups() throws SQLException {
    for (Rollup rollup : sorted()) {
      List<Column> columns = new ArrayList<>(rollup.columns().subList(0, rollup.dimensionCount()));
      rollup.mark().ifPresent(columns::add);
      String names =
          Stream.concat(Stream.of("_state"), columns.stream().map(c -> Identifiers.quote(c.name())))
              .collect(Collectors.joining(", "));
      each(
          Namespace.tableOf(rollup),
          List.of("_key"),
          names,
          row -> ArchiveGroups.entry(rollup, group(row, rollup)));
    }
  }

  private static Group group(ResultSet row, Rollup rollup) throws SQLException {
    List<@Nullable Object> dimensions = new ArrayList<>();
    for (int i = 0; i < rollup.dimensionCount(); i++) {
      dimensions.add(Values.read(row, i + 2, rollup.columns().get(i).type()));
    }
    Group group = rollup.restore(dimensions, row.getString(1));
    if (rollup.isRetained() && row.getBoolean(dimensions.size() + 2)) {
      group.freeze();
    }
    return group;
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
