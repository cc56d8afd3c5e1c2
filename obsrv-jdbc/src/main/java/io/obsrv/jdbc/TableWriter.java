package io.obsrv.jdbc;

import static com.google.common.base.Preconditions.checkState;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Writes many rows into one table, by the way that is quickest for them: where PostgreSQL's driver
 * can be reached, {@code COPY} and statements to which columns are arrays; else statements in
 * batches. Immutable.
 *
 * @param table the table, as it is written in SQL
 * @param columns where the values go
 */
record TableWriter(String table, List<Target> columns) {
  /** A COPY of fewer rows takes longer than their inserts. */
  private static final int FEW = 8;

  /**
   * A column.
   *
   * @param name its name, not quoted
   * @param type its type
   */
  record Target(String name, SqlType type) {}

  static TableWriter into(String table) {
    return new TableWriter(table, List.of());
  }

  TableWriter column(String name, SqlType type) {
    List<Target> more = new ArrayList<>(columns);
    more.add(new Target(name, type));
    return new TableWriter(table, List.copyOf(more));
  }

  /**
   * Adds rows.
   *
   * @param values the values of a row, one per column
   */
  <T> void add(Session session, Collection<T> rows, Function<T, @Nullable Object[]> values)
      throws SQLException {
    if (rows.size() >= FEW && showsDriver(session)) {
      RowCopy.insert(session, this, rows, values);
    } else if (!rows.isEmpty()) {
      RowBatches.insert(session, this, rows, values);
    }
  }

  /** Whether it is PostgreSQL's; a pool of the application may hide what it wraps. */
  private static boolean showsDriver(Session session) throws SQLException {
    return session.dialect() == Dialect.POSTGRESQL
        && session.connection().isWrapperFor(PGConnection.class);
  }

  /**
   * Writes over rows that are there. Each is found by the value of the first column, which has an
   * index of its own.
   *
   * @param values the values of a row, one per column
   * @throws IllegalStateException if a row is not there
   */
  <T> void change(Session session, Collection<T> rows, Function<T, @Nullable Object[]> values)
      throws SQLException {
    if (!rows.isEmpty()) {
      long changed =
          showsDriver(session)
              ? RowArrays.update(session, this, rows, values)
              : RowBatches.update(session, this, rows, values);
      checkState(changed == rows.size(), "%s of %s rows are in %s", changed, rows.size(), table);
    }
  }

  /** The columns as they are written in SQL. */
  String names() {
    return Identifiers.quoteAll(columns.stream().map(Target::name).toList());
  }

  /** What is set in an update: all columns but the first. */
  String assignments(Function<Target, String> value) {
    return columns.stream()
        .skip(1)
        .map(column -> Identifiers.quote(column.name()) + " = " + value.apply(column))
        .collect(Collectors.joining(", "));
  }
}
