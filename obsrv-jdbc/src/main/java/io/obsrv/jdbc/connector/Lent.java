package io.obsrv.jdbc.connector;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection in which nothing is committed unless asked for, until it is given back as it was.
 *
 * @param connection the connection
 * @param autoCommit whether it committed by itself before
 */
record Lent(Connection connection, boolean autoCommit) implements AutoCloseable {

  static Lent of(Connection connection) throws SQLException {
    try {
      Lent lent = new Lent(connection, connection.getAutoCommit());
      connection.setAutoCommit(false);
      return lent;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** What is under way is undone first: to commit by itself again would commit it. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      if (autoCommit) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
