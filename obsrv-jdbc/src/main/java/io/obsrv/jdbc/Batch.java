package io.obsrv.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.IntStream;

/** Sends the parameters of many executions of one statement together. Of one thread. */
final class Batch implements AutoCloseable {
  private static final int SIZE = 1_000;

  private final PreparedStatement statement;
  private int pending;
  private long changed;

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
      changed += IntStream.of(statement.executeBatch()).sum();
      pending = 0;
    }
  }

  /** How many rows the executions that were sent have changed. */
  long changed() {
    return changed;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
