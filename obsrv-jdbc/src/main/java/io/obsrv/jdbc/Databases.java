package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import io.obsrv.event.TransactionRefusedException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the connections come from. For many threads. */
interface Databases extends AutoCloseable {

  Dialect dialect();

  /** A connection to the registry, which is always there. */
  Lease registry(Purpose purpose);

  /** A connection to a dataset's namespace; empty if it has none. */
  Optional<Lease> dataset(DatasetId id, Purpose purpose);

  /**
   * A connection for changing the tables of a dataset's namespace, which is made if it has none.
   * Before it is made, the hold is asked while nobody else can make or remove it.
   */
  Lease made(DatasetId id, Hold hold);

  /**
   * A transaction of the application, for work on a dataset's namespace; empty if it has none.
   *
   * @throws TransactionRefusedException if it cannot have such work in it
   */
  default Optional<JoinedTransaction> join(DatasetId id, JdbcTransaction caller)
      throws SQLException {
    throw new TransactionRefusedException(
        id,
        "it lives in a database of its own, which %s keeps for the library alone. Ingest without a transaction, or keep the dataset in PostgreSQL."
            .formatted(dialect().label),
        null);
  }

  /**
   * Removes a dataset's namespace, if it has one. Work under way on it is waited for or fails, work
   * that comes later finds none. The hold is asked while nobody else can make or remove it.
   */
  void drop(DatasetId id, Hold hold);

  /** How many connections all work shares; empty if each is made as it is needed, or unknown. */
  default OptionalInt connections() {
    return OptionalInt.empty();
  }

  /** Whether the same work may do better on another connection, if nothing was committed. */
  default boolean isPassing(SQLException answer) {
    return false;
  }

  /**
   * The end of a sentence that says what could not be done: what the database answered, and what to
   * do.
   *
   * @param dataset whose namespace it was; empty for the registry
   */
  default String explain(SQLException answer, Purpose purpose, Optional<DatasetId> dataset) {
    return "%s answered '%s' (SQLState %s). Nothing was stored; see to the database, then try again."
        .formatted(dialect().label, Failures.firstLine(answer), answer.getSQLState());
  }

  /** Closes what this opened; can be repeated. */
  @Override
  void close();
}
