package io.obsrv.jdbc;

import io.obsrv.jdbc.TableWriter.Target;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes over rows of one table that are found by the first of the columns; answers how many there
 * were.
 */
final class RowChanges {
  private RowChanges() {}

  /** In one statement, to which each column is an array: it finds all rows in one go. */
  static <T> long together(
      Session session,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    List<Target> columns = writer.columns();
    try (PreparedStatement statement = session.prepare(together(writer))) {
      @Nullable Object[][] arrays = new @Nullable Object[columns.size()][rows.size()];
      int row = 0;
      for (T each : rows) {
        @Nullable Object[] cells = values.apply(each);
        for (int i = 0; i < arrays.length; i++) {
          arrays[i][row] = cells[i];
        }
        row++;
      }
      for (int i = 0; i < arrays.length; i++) {
        String type = columns.get(i).type().postgres();
        statement.setArray(i + 1, session.connection().createArrayOf(type, arrays[i]));
      }
      return statement.executeLargeUpdate();
    }
  }

  private static String together(TableWriter writer) {
    String key = Identifiers.quote(writer.columns().get(0).name());
    return "update %s as stored set %s from unnest(%s) as given (%s) where stored.%s = given.%s"
        .formatted(
            writer.table(),
            assignments(writer, column -> "given." + Identifiers.quote(column.name())),
            writer.columns().stream()
                .map(column -> "cast(? as " + column.type().postgres() + "[])")
                .collect(Collectors.joining(", ")),
            writer.names(),
            key,
            key);
  }

  /** A statement for each row. */
  static <T> long oneByOne(
      Session session,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    List<Target> columns = writer.columns();
    String sql =
        "update %s set %s where %s = ?"
            .formatted(
                writer.table(),
                assignments(writer, column -> column.type().parameter(session.dialect())),
                Identifiers.quote(columns.get(0).name()));
    try (Batch batch = new Batch(session.prepare(sql))) {
      for (T row : rows) {
        @Nullable Object[] cells = values.apply(row);
        for (int i = 1; i < cells.length; i++) {
          columns.get(i).type().bind(batch.statement(), i, cells[i]);
        }
        columns.get(0).type().bind(batch.statement(), cells.length, cells[0]);
        batch.add();
      }
      batch.send();
      return batch.changed();
    }
  }

  private static String assignments(TableWriter writer, Function<Target, String> value) {
    return writer.columns().stream()
        .skip(1)
        .map(column -> Identifiers.quote(column.name()) + " = " + value.apply(column))
        .collect(Collectors.joining(", "));
  }
}
