package io.obsrv.jdbc;

import static com.google.common.base.Preconditions.checkState;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes many rows into one table, by the way that is quickest for them: in PostgreSQL {@code
 * COPY}, or one statement to which columns are arrays; in H2 statements in batches. Immutable.
 *
 * @param table the table, as it is written in SQL
 * @param columns where the values go
 */
record TableWriter(String table, List<Target> columns) {
  /** A COPY of fewer rows takes longer than one insert. */
  private static final int FEW = 8;

  /** What is sent at once; the database works on it while the next is written. */
  private static final int CHUNK_BYTES = 1 << 15;

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
    if (rows.isEmpty()) {
      return;
    }
    if (session.dialect() != Dialect.POSTGRESQL) {
      String sql =
          "insert into %s (%s) values (%s)"
              .formatted(table, names(), parameters(session.dialect()));
      var unused = run(session, sql, rows, values);
    } else if (rows.size() >= FEW && showsDriver(session)) {
      copy(session.connection(), rows, values);
    } else {
      RowArrays.insert(session, this, rows, values);
    }
  }

  /** A pool of the application may hide what it wraps. */
  private static boolean showsDriver(Session session) throws SQLException {
    return session.connection().isWrapperFor(PGConnection.class);
  }

  /**
   * Writes over rows that are there. Each is found by the value of the first column, which has an
   * index of its own.
   *
   * @param values the values of a row, one per column
   */
  <T> void change(Session session, Collection<T> rows, Function<T, @Nullable Object[]> values)
      throws SQLException {
    if (!rows.isEmpty()) {
      long changed =
          session.dialect() == Dialect.POSTGRESQL && showsDriver(session)
              ? RowArrays.update(session, this, rows, values)
              : update(session, rows, values);
      checkState(changed == rows.size(), "%s of %s rows are in %s", changed, rows.size(), table);
    }
  }

  private <T> long update(
      Session session, Collection<T> rows, Function<T, @Nullable Object[]> values)
      throws SQLException {
    String sql =
        "update %s set %s where %s = ?"
            .formatted(
                table,
                assignments(column -> column.type().parameter(session.dialect())),
                Identifiers.quote(columns.get(0).name()));
    List<Target> keyLast = new ArrayList<>(columns.subList(1, columns.size()));
    keyLast.add(columns.get(0));
    return new TableWriter(table, keyLast)
        .run(
            session,
            sql,
            rows,
            row -> {
              List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(values.apply(row)));
              cells.add(cells.remove(0));
              return cells.toArray();
            });
  }

  /** Answers how many rows were changed. */
  private <T> long run(
      Session session, String sql, Collection<T> rows, Function<T, @Nullable Object[]> values)
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

  private <T> void copy(
      Connection connection, Collection<T> rows, Function<T, @Nullable Object[]> values)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy %s (%s) from stdin (format binary)".formatted(table, names()));
    try {
      CopyFormat out = new CopyFormat();
      out.header();
      for (T row : rows) {
        write(out, values.apply(row));
        if (out.size() >= CHUNK_BYTES) {
          copy.writeToCopy(out.buffer(), 0, out.size());
          out.clear();
        }
      }
      out.end();
      copy.writeToCopy(out.buffer(), 0, out.size());
      copy.endCopy();
    } catch (SQLException | RuntimeException e) {
      cancel(copy, e);
      throw e;
    }
  }

  private static void cancel(CopyIn copy, Exception why) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  private void write(CopyFormat out, @Nullable Object[] cells) {
    out.row(cells.length);
    for (int i = 0; i < cells.length; i++) {
      columns.get(i).type().copy(out, cells[i]);
    }
  }

  /** The columns as they are written in SQL. */
  String names() {
    return Identifiers.quoteAll(columns.stream().map(Target::name).toList());
  }

  /** The parameters that the values of a row are bound to. */
  String parameters(Dialect dialect) {
    return columns.stream()
        .map(column -> column.type().parameter(dialect))
        .collect(Collectors.joining(", "));
  }

  /** What is set in an update: all columns but the first. */
  String assignments(Function<Target, String> value) {
    return columns.stream()
        .skip(1)
        .map(column -> Identifiers.quote(column.name()) + " = " + value.apply(column))
        .collect(Collectors.joining(", "));
  }
}
