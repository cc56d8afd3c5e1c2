package io.obsrv.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Sends the parameters of many executions of one statement together. Of one thread. */
final class Batch implements AutoCloseable {
  private static final int SIZE = 1_000;

  private final PreparedStatement statement;
  private int pending;

  Batch(PreparedStatement statement) {
    this.statement = statement;
  }

  /** Where the next execution's parameters are bound. */
  PreparedStatement statement() {
    return statement;
  }

  void add() throws SQLException {
    statement.addBatch();
    if (++pending == SIZE) {
      send();
    }
  }

  /** To be called behind the last execution. */
  void send() throws SQLException {
    if (pending > 0) {
      statement.executeBatch();
      pending = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
