package io.obsrv.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

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

  Query query(String sql) {
    return handle.createQuery(sql);
  }

  Update update(String sql) {
    return handle.createUpdate(sql);
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return connection().prepareStatement(sql);
  }

  /** Runs a statement that has names, but no values, in it. */
  void execute(String sql) throws SQLException {
    try (PreparedStatement statement = prepare(sql)) {
      statement.execute();
    }
  }

  Connection connection() {
    return handle.getConnection();
  }
}
