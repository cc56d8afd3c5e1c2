package io.obsrv.jdbc;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Lends connections to a PostgreSQL database. Owns what each thread has; for many threads. */
final class PostgresLeases {
  private final Jdbi jdbi;
  private final TermsOf terms;

  /**
   * What a thread is in the middle of: what it asks of the registry meanwhile goes over the same
   * connection, since the pool may have no other.
   */
  @SuppressWarnings("ThreadLocalUsage") // one per storage, emptied when the connection goes back
  private final ThreadLocal<@Nullable Lease> atWork = new ThreadLocal<>();

  /** What holds for a transaction, and who is told that its connection is of no use. */
  interface TermsOf {
    Lease.Terms with(Purpose purpose, Runnable lost);
  }

  PostgresLeases(Jdbi jdbi, TermsOf terms) {
    this.jdbi = jdbi;
    this.terms = terms;
  }

  /** What this thread has. */
  Optional<Lease> present() {
    return Optional.ofNullable(atWork.get());
  }

  Lease lease(Namespace space, Purpose purpose, Runnable lost) {
    Lease lease = new Lease(jdbi.open(), space, returning(terms.with(purpose, lost)));
    atWork.set(lease);
    return lease;
  }

  private Lease.Terms returning(Lease.Terms given) {
    return new Lease.Terms() {
      @Override
      public void begin(Handle handle) {
        given.begin(handle);
      }

      @Override
      public void broken() {
        given.broken();
      }

      @Override
      public void returned() {
        atWork.remove();
      }
    };
  }

  /** Also where connections do not commit each statement by themselves, which JDBI leaves alone. */
  <T> T inTransaction(Namespace space, Purpose purpose, Function<Handle, T> work) {
    try (Lease lease = lease(space, purpose, () -> {})) {
      Handle handle = lease.handle().begin();
      try {
        lease.terms().begin(handle);
        T result = work.apply(handle);
        handle.commit();
        return result;
      } catch (Throwable e) {
        rollBack(handle, e);
        throw e;
      }
    }
  }

  private static void rollBack(Handle handle, Throwable cause) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
