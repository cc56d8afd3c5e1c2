package io.obsrv.jdbc;

import io.obsrv.jdbc.TableWriter.Target;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements of PostgreSQL on many rows, to which each of their columns is an array. A statement
 * takes so many rows, or as many characters, as fit into a message with ease.
 */
final class RowArrays {
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_CHARACTERS = 1 << 22;

  private RowArrays() {}

  /** Writes over rows that are found by the first of the columns; answers how many there were. */
  static <T> long update(
      Session session,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    String sql = update(writer);
    long changed = 0;
    int characters = 0;
    List<@Nullable Object[]> together = new ArrayList<>();
    for (T row : rows) {
      @Nullable Object[] cells = values.apply(row);
      together.add(cells);
      characters += characters(cells);
      if (together.size() == MOST_ROWS || characters >= MOST_CHARACTERS) {
        changed += run(session, sql, writer.columns(), together);
        together.clear();
        characters = 0;
      }
    }
    return together.isEmpty() ? changed : changed + run(session, sql, writer.columns(), together);
  }

  /** The keys stand in it twice, so that rows are found by the index before they are joined. */
  private static String update(TableWriter writer) {
    String key = Identifiers.quote(writer.columns().get(0).name());
    String given =
        writer.columns().stream()
            .map(column -> "cast(? as " + column.type().postgresName() + "[])")
            .collect(Collectors.joining(", "));
    return """
        update %s as stored set %s from unnest(%s) as given (%s)
        where stored.%s = given.%s and stored.%s = any(cast(? as %s[]))
        """
        .formatted(
            writer.table(),
            writer.assignments(column -> "given." + Identifiers.quote(column.name())),
            given,
            writer.names(),
            key,
            key,
            key,
            writer.columns().get(0).type().postgresName());
  }

  private static int characters(@Nullable Object[] cells) {
    int characters = 0;
    for (Object cell : cells) {
      characters += cell instanceof String text ? text.length() : 0;
    }
    return characters;
  }

  private static long run(
      Session session, String sql, List<Target> columns, List<@Nullable Object[]> rows)
      throws SQLException {
    try (PreparedStatement statement = session.prepare(sql, rows.size())) {
      for (int i = 0; i < columns.size(); i++) {
        SqlType type = columns.get(i).type();
        @Nullable Object[] array = type.array(rows.size());
        for (int row = 0; row < array.length; row++) {
          Object cell = rows.get(row)[i];
          array[row] = cell == null ? null : type.element(cell);
        }
        Array bound = session.connection().createArrayOf(type.postgresName(), array);
        statement.setArray(i + 1, bound);
        if (i == 0) {
          statement.setArray(columns.size() + 1, bound);
        }
      }
      return statement.executeUpdate();
    }
  }
}
