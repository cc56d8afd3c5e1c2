package io.obsrv.jdbc;

import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.Layout;
import io.obsrv.event.Origin;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredRow;
import io.obsrv.event.SystemColumns;
import io.obsrv.schema.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset. A stored row is never changed; where there is one row per key, one with a
 * higher number takes its place.
 */
final class RowTable {
  private static final String SYSTEM_COLUMNS = "_seq, _received_at, _version, _source, _extra";
  private static final int SYSTEM_COUNT = 5;
  private static final int CHUNK = 1_000;

  private RowTable() {}

  static void add(Session session, Commit commit, Collection<Placed> added) throws SQLException {
    add(session, commit.layout().columns(), added.stream().map(p -> row(commit, p)).toList());
  }

  private static StoredRow row(Commit commit, Placed placed) {
    Candidate candidate = placed.candidate();
    Origin origin = commit.arrival().origin(candidate.index());
    return new StoredRow(
        placed.sequence(),
        origin.receivedAt(),
        commit.layout().version(),
        origin.source(),
        candidate.row(),
        candidate.extra());
  }

  /** Adds rows with the values of some columns. */
  static void add(Session session, List<StoredColumn> columns, List<StoredRow> rows)
      throws SQLException {
    TableWriter writer =
        TableWriter.into(table(session))
            .column("_seq", SqlType.BIGINT)
            .column("_received_at", SqlType.TIMESTAMP)
            .column("_version", SqlType.INT)
            .column("_source", SqlType.TEXT)
            .column("_extra", SqlType.JSON_TEXT);
    for (StoredColumn column : columns) {
      writer = writer.column(column.place(), SqlType.of(column.column().type()));
    }
    writer.add(session, rows, row -> values(row, columns.size()));
  }

  private static @Nullable Object[] values(StoredRow row, int columns) {
    @Nullable Object[] values = new @Nullable Object[SYSTEM_COUNT + columns];
    values[0] = row.sequence();
    values[1] = row.receivedAt();
    values[2] = row.version();
    values[3] = row.source();
    values[4] = row.extra().orElse(null);
    for (int i = 0; i < columns; i++) {
      values[SYSTEM_COUNT + i] = row.row().value(i);
    }
    return values;
  }

  static void remove(Session session, Collection<StoredRow> removed) throws SQLException {
    if (!removed.isEmpty()) {
      session.update(
          "delete from %s where _seq = any(?)".formatted(table(session)),
          Elements.numbers(removed.stream().map(StoredRow::sequence).toList()));
      Control.removed(session, removed.size());
    }
  }

  /**
   * Reads rows in their order.
   *
   * @param columns whose values are read
   * @param stored the columns there are; others are null
   * @param after only rows with a higher number
   * @param upTo only rows with at most this number
   * @param limit at most so many
   */
  static List<StoredRow> read(
      Session session,
      List<StoredColumn> columns,
      StoredNames stored,
      long after,
      long upTo,
      int limit)
      throws SQLException {
    return read(session, columns, stored, RowFilter.ALL, after, upTo, limit);
  }

  /** Reads those rows that a filter lets through, of which there are at most so many. */
  static List<StoredRow> read(
      Session session,
      List<StoredColumn> columns,
      StoredNames stored,
      RowFilter filter,
      long after,
      long upTo,
      int limit)
      throws SQLException {
    List<StoredColumn> present = columns.stream().filter(stored::contains).toList();
    String sql =
        "select %s from %s where _seq > ? and _seq <= ?%s order by _seq limit ?"
            .formatted(names(present), table(session), filter.text());
    List<StoredRow> rows = new ArrayList<>();
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setLong(1, after);
      statement.setLong(2, upTo);
      statement.setInt(filter.bind(statement, 3), limit);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(read(result, columns, stored));
        }
      }
    }
    return rows;
  }

  /** What is done with some rows. */
  interface Chunk {
    void take(List<StoredRow> rows) throws SQLException;
  }

  /** Reads all rows there are, some at a time, in their order. */
  static void each(Session session, Layout layout, Chunk chunk) throws SQLException {
    each(session, layout.columns(), 0, chunk);
  }

  /** Reads the rows with a higher number, some at a time, in their order. */
  static void each(Session session, List<StoredColumn> columns, long behind, Chunk chunk)
      throws SQLException {
    StoredNames stored = StoredNames.of(session, Namespace.ROWS);
    long after = behind;
    List<StoredRow> rows;
    do {
      rows = read(session, columns, stored, after, Long.MAX_VALUE, CHUNK);
      if (!rows.isEmpty()) {
        chunk.take(rows);
        after = rows.get(rows.size() - 1).sequence();
      }
    } while (rows.size() == CHUNK);
  }

  /** Puts values into the places that a version refills, where there is none yet. */
  static void refill(Session session, Layout layout, List<StoredRow> rows) throws SQLException {
    List<StoredColumn> columns = layout.columns();
    List<Integer> targets =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).refill().isPresent())
            .boxed()
            .toList();
    if (targets.isEmpty()) {
      return;
    }
    String sql =
        "update %s set %s where _seq = ?"
            .formatted(
                table(session),
                targets.stream()
                    .map(i -> assignment(session.dialect(), columns.get(i)))
                    .collect(Collectors.joining(", ")));
    try (Batch batch = new Batch(session.prepare(sql))) {
      for (StoredRow row : rows) {
        int position = 0;
        for (int i : targets) {
          Values.bind(
              batch.statement(), ++position, columns.get(i).column().type(), row.row().value(i));
        }
        batch.statement().setLong(++position, row.sequence());
        batch.add();
      }
      batch.send();
    }
  }

  private static String assignment(Dialect dialect, StoredColumn column) {
    return Identifiers.quote(column.place())
        + " = "
        + SqlType.of(column.column().type()).parameter(dialect);
  }

  /** The rows as queries of this library name them: as a view only where a name differs. */
  static String asked(Session session, Layout layout) {
    List<StoredColumn> columns = shown(layout);
    return columns.stream().allMatch(c -> c.place().equals(c.column().name()))
        ? table(session)
        : view(session, columns);
  }

  /** The columns that can be asked for. */
  static List<StoredColumn> shown(Layout layout) {
    return Stream.concat(
            layout.columns().stream(), SystemColumns.ALL.stream().map(StoredColumn::of))
        .toList();
  }

  /** The rows as a table, under the names that a version gives its columns. */
  static String view(Session session, List<StoredColumn> columns) {
    return columns.stream()
        .map(c -> Identifiers.quote(c.place()) + " as " + Identifiers.quote(c.column().name()))
        .collect(Collectors.joining(", ", "(select ", " from " + table(session) + ")"));
  }

  /** The rows of some numbers, without those that are not there. */
  static Map<Long, StoredRow> read(
      Session session, Layout layout, StoredNames stored, Collection<Long> sequences)
      throws SQLException {
    Map<Long, StoredRow> rows = new HashMap<>();
    List<StoredColumn> columns = layout.columns();
    session.select(
        "select %s from %s where _seq = any(?)"
            .formatted(names(columns.stream().filter(stored::contains).toList()), table(session)),
        Elements.numbers(sequences),
        found -> {
          StoredRow row = read(found, columns, stored);
          rows.put(row.sequence(), row);
        });
    return rows;
  }

  private static StoredRow read(ResultSet row, List<StoredColumn> columns, StoredNames stored)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    int position = SYSTEM_COUNT;
    for (int i = 0; i < values.length; i++) {
      StoredColumn column = columns.get(i);
      values[i] =
          stored.contains(column) ? Values.read(row, ++position, column.column().type()) : null;
    }
    return new StoredRow(
        row.getLong(1),
        Objects.requireNonNull(Values.instant(row, 2)),
        row.getInt(3),
        row.getString(4),
        new Row(values),
        Optional.ofNullable(row.getString(SYSTEM_COUNT)));
  }

  private static String names(List<StoredColumn> columns) {
    return columns.isEmpty()
        ? SYSTEM_COLUMNS
        : SYSTEM_COLUMNS
            + ", "
            + Identifiers.quoteAll(columns.stream().map(StoredColumn::place).toList());
  }

  private static String table(Session session) {
    return session.space().table(Namespace.ROWS);
  }
}
