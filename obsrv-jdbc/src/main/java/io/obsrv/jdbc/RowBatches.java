package io.obsrv.jdbc;

import io.obsrv.jdbc.TableWriter.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A statement for each row, many of which are sent together. */
final class RowBatches {
  private RowBatches() {}

  /** Adds rows. */
  static <T> void insert(
      Session session,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    String parameters =
        writer.columns().stream()
            .map(column -> column.type().parameter(session.dialect()))
            .collect(Collectors.joining(", "));
    String sql =
        "insert into %s (%s) values (%s)".formatted(writer.table(), writer.names(), parameters);
    var unused = run(session, sql, writer.columns(), rows, values);
  }

  /** Writes over rows that are found by the first of the columns; answers how many there were. */
  static <T> long update(
      Session session,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    String sql =
        "update %s set %s where %s = ?"
            .formatted(
                writer.table(),
                writer.assignments(column -> column.type().parameter(session.dialect())),
                Identifiers.quote(writer.columns().get(0).name()));
    return run(session, sql, keyLast(writer.columns()), rows, row -> keyLast(values.apply(row)));
  }

  private static List<Target> keyLast(List<Target> columns) {
    List<Target> turned = new ArrayList<>(columns.subList(1, columns.size()));
    turned.add(columns.get(0));
    return turned;
  }

  private static @Nullable Object[] keyLast(@Nullable Object[] cells) {
    @Nullable Object[] turned = new @Nullable Object[cells.length];
    System.arraycopy(cells, 1, turned, 0, cells.length - 1);
    turned[cells.length - 1] = cells[0];
    return turned;
  }

  private static <T> long run(
      Session session,
      String sql,
      List<Target> columns,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    try (Batch batch = new Batch(session.prepare(sql))) {
      for (T row : rows) {
        @Nullable Object[] cells = values.apply(row);
        for (int i = 0; i < cells.length; i++) {
          columns.get(i).type().bind(batch.statement(), i + 1, cells[i]);
        }
        batch.add();
      }
      batch.send();
      return batch.changed();
    }
  }
}
