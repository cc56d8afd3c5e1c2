package io.obsrv.jdbc;

import static java.util.Objects.requireNonNull;

import io.obsrv.event.CallerTransaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A transaction that the application has begun on a connection to PostgreSQL, and that batches are
 * to be part of: {@code ingestion().ingest("orders", JdbcTransaction.of(connection), events)}.
 * Whoever has the connection ends the transaction, and closes the connection. Of one thread.
 */
public final class JdbcTransaction implements CallerTransaction {
  private final Connection connection;
  private final List<Runnable> untold = new ArrayList<>();
  private final Telling telling;

  /** How it is learnt that the application has committed. */
  private interface Telling {
    void afterCommit(Runnable told);
  }

  private JdbcTransaction(Handle handle) {
    this.connection = handle.getConnection();
    this.telling = handle::afterCommit;
  }

  private JdbcTransaction(Connection connection) {
    this.connection = connection;
    this.telling = untold::add;
  }

  /**
   * A transaction on a connection; call {@link #committed} once it has committed.
   *
   * @param connection a connection that does not commit each statement by itself
   * @return the transaction it is in, and those after that
   */
  public static JdbcTransaction of(Connection connection) {
    return new JdbcTransaction(requireNonNull(connection, "connection"));
  }

  /**
   * A transaction of JDBI, which tells of its commit by itself.
   *
   * @param handle a handle that is in a transaction, begun with JDBI
   * @return the transaction it is in, and those after that
   */
  public static JdbcTransaction of(Handle handle) {
    return new JdbcTransaction(requireNonNull(handle, "handle"));
  }

  /**
   * Says that the transaction has committed, which nobody can see in a connection: telemetry counts
   * the batches then, and destinations look for them. Without this the batches are stored all the
   * same, telemetry does not count them, and destinations find them with the next that come. Not
   * needed with a handle.
   */
  public void committed() {
    List<Runnable> now = List.copyOf(untold);
    untold.clear();
    now.forEach(Runnable::run);
  }

  /** Says that the transaction was rolled back, so that what was in it is never told of. */
  public void rolledBack() {
    untold.clear();
  }

  @Override
  public void afterCommit(Runnable told) {
    telling.afterCommit(told);
  }

  Connection connection() {
    return connection;
  }
}
