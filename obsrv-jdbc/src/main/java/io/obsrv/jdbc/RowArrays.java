package io.obsrv.jdbc;

import io.obsrv.jdbc.TableWriter.Target;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One statement of PostgreSQL on many rows, to which each of their columns is an array. */
final class RowArrays {
  private RowArrays() {}

  /** Adds rows. */
  static <T> void insert(
      Session session,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    String sql =
        "insert into %s (%s) select * from %s"
            .formatted(writer.table(), writer.names(), given(writer));
    var unused = run(session, sql, writer, rows, values);
  }

  /** Writes over rows that are found by the first of the columns; answers how many there were. */
  static <T> long update(
      Session session,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    String key = Identifiers.quote(writer.columns().get(0).name());
    String sql =
        "update %s as stored set %s from %s as given (%s) where stored.%s = given.%s"
            .formatted(
                writer.table(),
                writer.assignments(column -> "given." + Identifiers.quote(column.name())),
                given(writer),
                writer.names(),
                key,
                key);
    return run(session, sql, writer, rows, values);
  }

  private static String given(TableWriter writer) {
    return writer.columns().stream()
        .map(column -> "cast(? as " + column.type().postgres() + "[])")
        .collect(Collectors.joining(", ", "unnest(", ")"));
  }

  private static <T> long run(
      Session session,
      String sql,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    List<Target> columns = writer.columns();
    List<@Nullable Object[]> arrays =
        columns.stream().map(column -> column.type().array(rows.size())).toList();
    int row = 0;
    for (T each : rows) {
      @Nullable Object[] cells = values.apply(each);
      for (int i = 0; i < cells.length; i++) {
        Object cell = cells[i];
        arrays.get(i)[row] = cell == null ? null : columns.get(i).type().element(cell);
      }
      row++;
    }
    try (PreparedStatement statement = session.prepare(sql, rows.size())) {
      for (int i = 0; i < columns.size(); i++) {
        String type = columns.get(i).type().postgres();
        statement.setArray(i + 1, session.connection().createArrayOf(type, arrays.get(i)));
      }
      return statement.executeLargeUpdate();
    }
  }
}
