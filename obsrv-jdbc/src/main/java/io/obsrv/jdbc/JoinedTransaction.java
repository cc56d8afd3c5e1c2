package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.TransactionRefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Work of the library within a transaction of the application, behind a savepoint: what fails, and
 * what is not to be stored, leaves the transaction as it was, and its locks go. Settings of the
 * transaction are as they were as well. Of one thread.
 */
final class JoinedTransaction {
  private final DatasetId id;
  private final Handle handle;
  private final Namespace space;
  private final PostgresFailures failures;
  private final Runnable lost;

  private JoinedTransaction(
      DatasetId id, Handle handle, Namespace space, PostgresFailures failures, Runnable lost) {
    this.id = id;
    this.handle = handle.define("schema", space.quoted());
    this.space = space;
    this.failures = failures;
    this.lost = lost;
  }

  /**
   * Looks whether a transaction can have work on a dataset in it.
   *
   * @param home the database where the dataset lives
   * @param lost told that the tables are not those that were seen before
   * @throws TransactionRefusedException if not
   */
  static JoinedTransaction of(
      DatasetId id,
      JdbcTransaction caller,
      Namespace space,
      ServerIdentity home,
      PostgresFailures failures,
      Runnable lost)
      throws SQLException {
    Connection connection = caller.connection();
    if (connection.isClosed()) {
      throw refused(id, "its connection is closed. Ingest before it is given back.");
    }
    String product = connection.getMetaData().getDatabaseProductName();
    if (!product.equals(Dialect.POSTGRESQL.label)) {
      throw refused(
          id,
          "it is one of %s, the dataset lives in PostgreSQL. Begin one there.".formatted(product));
    }
    if (connection.getAutoCommit()) {
      throw refused(
          id,
          "none is begun, its connection commits each statement by itself. Call"
              + " setAutoCommit(false) first, or begin one with JDBI.");
    }
    JoinedTransaction joined =
        new JoinedTransaction(id, Jdbi.open(connection), space, failures, lost);
    joined.refuseIfElsewhere(home);
    return joined;
  }

  private void refuseIfElsewhere(ServerIdentity home) {
    ServerIdentity found;
    try {
      handle.execute("savepoint obsrv");
      found = ServerIdentity.of(handle);
      handle.execute("release savepoint obsrv");
    } catch (JdbiException e) {
      if (Failures.sql(e).filter(Failures::isInFailedTransaction).isPresent()) {
        throw new TransactionRefusedException(
            id, "it has failed before. Roll it back, and begin another one.", e);
      }
      undoAfter(e);
      refuseIfDenied(e);
      throw e;
    }
    if (!found.equals(home)) {
      throw refused(
          id,
          "it is one of database '%s' on server %s, the dataset lives in database '%s' on server %s. Begin one there."
              .formatted(found.name(), found.server(), home.name(), home.server()));
    }
  }

  /**
   * Does work whose answer says whether it is to be stored.
   *
   * @param isStored false if the transaction is to be as it was before
   */
  <T> T run(Work<T> work, Predicate<T> isStored) throws SQLException {
    handle.execute("savepoint obsrv");
    try {
      Bounds before = bounds();
      set(
          new Bounds(
              timeouts().statement().toMillis() + "ms", timeouts().lock().toMillis() + "ms"));
      T result = work.run(new Session(handle, Dialect.POSTGRESQL, space));
      if (isStored.test(result)) {
        set(before);
        handle.execute("release savepoint obsrv");
      } else {
        undo();
      }
      return result;
    } catch (Throwable e) {
      undoAfter(e);
      if (Failures.sql(e).filter(Failures::isStale).isPresent()) {
        lost.run();
      }
      refuseIfDenied(e);
      throw e;
    }
  }

  /** What a statement may take, and how long it may wait, as the database writes it. */
  private record Bounds(String statement, String lock) {}

  private Bounds bounds() {
    return handle
        .createQuery("select current_setting('statement_timeout'), current_setting('lock_timeout')")
        .map((row, context) -> new Bounds(row.getString(1), row.getString(2)))
        .one();
  }

  private void set(Bounds bounds) {
    handle
        .createQuery(
            """
            select set_config('statement_timeout', :statement, true),
              set_config('lock_timeout', :lock, true)
            """)
        .bind("statement", bounds.statement())
        .bind("lock", bounds.lock())
        .map((row, context) -> row.getString(1))
        .one();
  }

  private void undo() {
    handle.execute("rollback to savepoint obsrv");
    handle.execute("release savepoint obsrv");
  }

  private void undoAfter(Throwable failure) {
    try {
      undo();
    } catch (JdbiException lost) {
      failure.addSuppressed(lost);
    }
  }

  /** The application's user may be another one than that of the library. */
  private void refuseIfDenied(Throwable failure) {
    Optional<SQLException> denial = Failures.sql(failure).filter(Failures::isDenied);
    if (denial.isPresent()) {
      throw new StorageException(
          "Cannot commit to dataset '%s': %s"
              .formatted(id, failures.denied(handle, denial.get(), Purpose.WORK, space)),
          failure);
    }
  }

  private PostgresTimeouts timeouts() {
    return failures.timeouts();
  }

  private static TransactionRefusedException refused(DatasetId id, String why) {
    return new TransactionRefusedException(id, why, null);
  }
}
