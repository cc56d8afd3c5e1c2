package io.obsrv.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection on loan, of one thread; closing it gives it back. */
final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private final Handle handle;
  private final Namespace space;
  private final Terms terms;
  private final Optional<Namespace> outer;

  /** A transaction from its beginning to its end. */
  interface Transaction<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  /** What the lender does at certain moments. */
  interface Terms {
    /** Lets a transaction happen, after others where it must not be beside them. */
    default <T extends @Nullable Object> T run(Transaction<T> transaction) throws SQLException {
      return transaction.run();
    }

    /** Before the first statement of a transaction. */
    default void begin(Handle handle) {}

    /** Behind a commit, and part of it: makes what was written outlive the process. */
    default void committed(Handle handle) {}

    /** The database failed in a way after which what was known of it is of no use. */
    default void broken() {}

    /** The connection came back. */
    default void returned() {}
  }

  Lease(Handle handle, Namespace space, Terms terms) {
    this(handle, space, terms, Optional.empty());
  }

  private Lease(Handle handle, Namespace space, Terms terms, Optional<Namespace> outer) {
    this.handle = handle;
    this.space = space;
    this.terms = terms;
    this.outer = outer;
    handle.define("schema", space.quoted());
  }

  /** The same connection, in the middle of its transaction, for work on another namespace. */
  Lease within(Namespace other) {
    return new Lease(handle, other, new Terms() {}, Optional.of(space));
  }

  /** Whether its transaction is that of another lease, which ends it. */
  boolean isWithin() {
    return outer.isPresent();
  }

  Handle handle() {
    return handle;
  }

  Namespace space() {
    return space;
  }

  Terms terms() {
    return terms;
  }

  /** Never throws: what was done with the connection is done. */
  @Override
  public void close() {
    if (outer.isPresent()) {
      handle.define("schema", outer.get().quoted());
      return;
    }
    try {
      handle.close();
    } catch (RuntimeException e) {
      LOG.warn("A connection to {} could not be given back", space, e);
    } finally {
      terms.returned();
    }
  }
}
