package io.obsrv.jdbc;

import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.Layout;
import io.obsrv.event.Origin;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    if (added.isEmpty()) {
      return;
    }
    List<Column> columns = commit.layout().definition().schema().columns();
    String sql =
        "insert into %s (%s) values (?, ?, ?, ?, %s)"
            .formatted(table(session), names(columns), parameters(session.dialect(), columns));
    try (Batch batch = new Batch(session.prepare(sql))) {
      for (Placed placed : added) {
        PreparedStatement statement = batch.statement();
        Candidate candidate = placed.candidate();
        Origin origin = commit.arrival().origin(candidate.index());
        statement.setLong(1, placed.sequence());
        statement.setObject(2, Values.utc(origin.receivedAt()));
        statement.setInt(3, commit.layout().version());
        statement.setString(4, origin.source());
        setExtra(statement, candidate);
        for (int i = 0; i < columns.size(); i++) {
          Values.bind(
              statement, SYSTEM_COUNT + i + 1, columns.get(i).type(), candidate.row().value(i));
        }
        batch.add();
      }
      batch.send();
    }
  }

  static void remove(Session session, Collection<StoredRow> removed) throws SQLException {
    if (!removed.isEmpty()) {
      session.delete(
          "delete from %s where _seq = any(?)".formatted(table(session)),
          removed.stream().map(StoredRow::sequence).toList());
    }
  }

  private static void setExtra(PreparedStatement statement, Candidate candidate)
      throws SQLException {
    if (candidate.extra().isPresent()) {
      statement.setString(SYSTEM_COUNT, candidate.extra().get());
    } else {
      statement.setNull(SYSTEM_COUNT, Types.VARCHAR);
    }
  }

  /**
   * Reads rows in their order.
   *
   * @param stored the columns there are; others of the layout are null
   * @param after only rows with a higher number
   * @param upTo only rows with at most this number
   * @param limit at most so many
   */
  static List<StoredRow> read(
      Session session, Layout layout, StoredNames stored, long after, long upTo, int limit)
      throws SQLException {
    List<Column> columns = layout.definition().schema().columns();
    List<Column> present = columns.stream().filter(stored::contains).toList();
    String sql =
        "select %s from %s where _seq > ? and _seq <= ? order by _seq limit ?"
            .formatted(names(present), table(session));
    List<StoredRow> rows = new ArrayList<>();
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setLong(1, after);
      statement.setLong(2, upTo);
      statement.setInt(3, limit);
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
    StoredNames stored = StoredNames.of(session, Namespace.ROWS);
    long after = 0;
    List<StoredRow> rows = read(session, layout, stored, after, Long.MAX_VALUE, CHUNK);
    while (!rows.isEmpty()) {
      chunk.take(rows);
      after = rows.get(rows.size() - 1).sequence();
      rows = read(session, layout, stored, after, Long.MAX_VALUE, CHUNK);
    }
  }

  /** The rows of some numbers, without those that are not there. */
  static Map<Long, StoredRow> read(
      Session session, Layout layout, StoredNames stored, Collection<Long> sequences)
      throws SQLException {
    Map<Long, StoredRow> rows = new HashMap<>();
    if (sequences.isEmpty()) {
      return rows;
    }
    List<Column> columns = layout.definition().schema().columns();
    String sql =
        "select %s from %s where _seq = any(?)"
            .formatted(names(columns.stream().filter(stored::contains).toList()), table(session));
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setArray(1, session.numbers(sequences));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          StoredRow row = read(result, columns, stored);
          rows.put(row.sequence(), row);
        }
      }
    }
    return rows;
  }

  private static StoredRow read(ResultSet row, List<Column> columns, StoredNames stored)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    int position = SYSTEM_COUNT;
    for (int i = 0; i < values.length; i++) {
      Column column = columns.get(i);
      values[i] = stored.contains(column) ? Values.read(row, ++position, column.type()) : null;
    }
    return new StoredRow(
        row.getLong(1),
        Objects.requireNonNull(Values.instant(row, 2)),
        row.getInt(3),
        row.getString(4),
        new Row(values),
        Optional.ofNullable(row.getString(SYSTEM_COUNT)));
  }

  private static String names(List<Column> columns) {
    return columns.isEmpty()
        ? SYSTEM_COLUMNS
        : SYSTEM_COLUMNS + ", " + Identifiers.quoteAll(columns.stream().map(Column::name).toList());
  }

  private static String parameters(Dialect dialect, List<Column> columns) {
    return String.join(
        ", ",
        Stream.concat(Stream.of(ColumnType.JSON), columns.stream().map(Column::type))
            .map(dialect::parameter)
            .toList());
  }

  private static String table(Session session) {
    return session.space().table(Namespace.ROWS);
  }
}
