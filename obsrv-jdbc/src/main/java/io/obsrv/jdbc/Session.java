package io.obsrv.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /** A statement with an array of some of the elements that it is for. */
  interface Part {
    void run(PreparedStatement statement, Array array) throws SQLException;
  }

  /** Something that takes a row which a query has found. */
  interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  /** Runs a statement for each part of some elements. */
  void each(String sql, Elements elements, Part work) throws SQLException {
    for (Elements part : elements.parts()) {
      try (PreparedStatement statement = prepare(sql, part.size())) {
        work.run(statement, part.array(this));
      }
    }
  }

  /** Runs a statement whose one parameter is an array. */
  void update(String sql, Elements elements) throws SQLException {
    each(
        sql,
        elements,
        (statement, array) -> {
          statement.setArray(1, array);
          statement.executeUpdate();
        });
  }

  /** Runs a query whose one parameter is an array. */
  void select(String sql, Elements elements, Reader reader) throws SQLException {
    each(
        sql,
        elements,
        (statement, array) -> {
          statement.setArray(1, array);
          read(statement, reader);
        });
  }

  static void read(PreparedStatement query, Reader reader) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  Connection connection() {
    return handle.getConnection();
  }
}
