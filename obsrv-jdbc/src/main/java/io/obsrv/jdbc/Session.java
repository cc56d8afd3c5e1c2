package io.obsrv.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.postgresql.PGStatement;

/**
 * A transaction in one namespace. Statements on fixed tables go through JDBI, which puts the
 * namespace in for {@code <schema>}. Those with names of columns in them are plain JDBC: such names
 * may hold whatever JDBI would take for its own.
 *
 * @param handle the connection, of one thread
 * @param dialect its database
 * @param space where the tables are
 */
record Session(Handle handle, Dialect dialect, Namespace space) {
  /** A few times as many elements as PostgreSQL takes an array to have that it does not see. */
  private static final int LONG_ARRAY = 50;

  Query query(String sql) {
    return handle.createQuery(sql);
  }

  Update update(String sql) {
    return handle.createUpdate(sql);
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return connection().prepareStatement(sql);
  }

  /**
   * The same for a statement to which a parameter is an array. PostgreSQL takes arrays for short
   * when it plans a statement that is prepared, and where one is long compares each of its elements
   * with each row. For a long one it plans anew, and under another text, since the driver keeps
   * statements by their texts.
   *
   * @param length how many elements the array has
   */
  PreparedStatement prepare(String sql, int length) throws SQLException {
    if (dialect != Dialect.POSTGRESQL || length < LONG_ARRAY) {
      return prepare(sql);
    }
    PreparedStatement statement = prepare(sql + " /* for a long array */");
    if (statement.isWrapperFor(PGStatement.class)) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
    return statement;
  }

  /** Runs a statement that has names, but no values, in it. */
  void execute(String sql) throws SQLException {
    try (PreparedStatement statement = prepare(sql)) {
      statement.execute();
    }
  }

  /** Runs a statement whose one parameter is an array of numbers. */
  void delete(String sql, Collection<Long> numbers) throws SQLException {
    try (PreparedStatement statement = prepare(sql, numbers.size())) {
      statement.setArray(1, numbers(numbers));
      statement.executeUpdate();
    }
  }

  /** The first column of a query whose one parameter is an array of numbers. */
  List<Long> longs(String sql, Collection<Long> numbers) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql, numbers.size())) {
      statement.setArray(1, numbers(numbers));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
    }
    return found;
  }

  Array texts(Collection<String> texts) throws SQLException {
    return connection().createArrayOf("varchar", texts.toArray(new String[0]));
  }

  Array numbers(Collection<Long> numbers) throws SQLException {
    return connection().createArrayOf("bigint", numbers.toArray(new Long[0]));
  }

  Connection connection() {
    return handle.getConnection();
  }
}
