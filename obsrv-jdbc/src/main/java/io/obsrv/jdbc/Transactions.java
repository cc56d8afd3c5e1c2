package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ClosedException;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.CommitOutcomeUnknownException;
import io.obsrv.event.Hold;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seam: runs work in a transaction, commits or rolls back, and tells failures of the database
 * in this library's words. Owns whether the storage is closed; closing waits a moment for the work
 * under way.
 */
final class Transactions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
  private static final long CLOSE_SECONDS = 10;

  private final Databases databases;
  private final ReentrantReadWriteLock underWay = new ReentrantReadWriteLock();
  private volatile boolean closed;

  Transactions(Databases databases) {
    this.databases = databases;
  }

  Dialect dialect() {
    return databases.dialect();
  }

  /** Throws if the storage was closed. */
  void refuseIfClosed() {
    if (closed) {
      throw new ClosedException();
    }
  }

  /** Works on the registry. */
  <T> T inRegistry(Purpose purpose, String task, Work<T> work) {
    Task named = new Task(task + " the registry", Optional.empty(), purpose, CommitHook.NONE);
    return guarded(
        named, () -> twice(named, work, fresh -> run(named, databases.registry(purpose), fresh)));
  }

  /** Works on a dataset's namespace; the answer is {@code absent} if it has none. */
  <T> T inDataset(DatasetId id, Purpose purpose, String task, T absent, Work<T> work) {
    return inDataset(id, purpose, task, absent, work, CommitHook.NONE);
  }

  /** Works on the tables of a dataset's namespace, which is made if it has none. */
  <T> T making(DatasetId id, Hold hold, String task, Work<T> work) {
    Task named =
        new Task(
            task + " dataset '" + id + "'", Optional.of(id), Purpose.STRUCTURE, CommitHook.NONE);
    return guarded(
        named, () -> twice(named, work, fresh -> run(named, databases.made(id, hold), fresh)));
  }

  /** Works on a dataset's namespace, and tells of the steps around the commit. */
  <T> T inDataset(
      DatasetId id, Purpose purpose, String task, T absent, Work<T> work, CommitHook hook) {
    Task named = new Task(task + " dataset '" + id + "'", Optional.of(id), purpose, hook);
    return guarded(
        named,
        () ->
            twice(
                named,
                work,
                fresh -> {
                  Optional<Lease> lease = databases.dataset(id, purpose);
                  return lease.isPresent() ? run(named, lease.get(), fresh) : absent;
                }));
  }

  /**
   * Works on a dataset's namespace within a transaction of the application, which ends it; the
   * answer is {@code absent} if the dataset has none.
   */
  <T> T within(
      JdbcTransaction caller,
      DatasetId id,
      String task,
      T absent,
      Predicate<T> isStored,
      Work<T> work) {
    Task named =
        new Task(task + " dataset '" + id + "'", Optional.of(id), Purpose.WORK, CommitHook.NONE);
    return guarded(
        named,
        () ->
            twice(
                named,
                Failures::isStale,
                work,
                fresh -> {
                  Optional<JoinedTransaction> joined = databases.join(id, caller);
                  return joined.isPresent() ? joined.get().run(fresh, isStored) : absent;
                }));
  }

  /** Removes a dataset's namespace, if it has one. */
  void drop(DatasetId id, Hold hold) {
    Task named =
        new Task("drop dataset '" + id + "'", Optional.of(id), Purpose.STRUCTURE, CommitHook.NONE);
    guarded(
        named,
        () ->
            twice(
                named,
                session -> true,
                unused -> {
                  databases.drop(id, hold);
                  return true;
                }));
  }

  /** What is done, for messages, and who is told of its commit. */
  private record Task(String name, Optional<DatasetId> dataset, Purpose purpose, CommitHook hook) {}

  /** Something that may fail as a database does. */
  private interface Attempt<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  /** Gets a connection and does work over it. */
  private interface Connected<T extends @Nullable Object> {
    T run(Work<T> work) throws SQLException;
  }

  /**
   * A connection that was found dead is replaced, once: nothing was stored over it. Work that
   * cannot be done anew is not, once it has begun.
   */
  private <T> T twice(Task task, Work<T> work, Connected<T> connected) throws SQLException {
    return twice(task, databases::isPassing, work, connected);
  }

  /** The connection of an application cannot be replaced, but tables may have gone meanwhile. */
  private <T> T twice(
      Task task, Predicate<SQLException> isPassing, Work<T> work, Connected<T> connected)
      throws SQLException {
    boolean[] isBegun = new boolean[1];
    try {
      return connected.run(
          session -> {
            isBegun[0] = true;
            return work.run(session);
          });
    } catch (ObsrvException e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      boolean isFinal = isBegun[0] && !task.purpose().isRepeatable;
      if (isFinal || Failures.sql(e).filter(isPassing).isEmpty()) {
        throw e;
      }
      LOG.debug("Trying again: {}", task.name(), e);
      return connected.run(work);
    }
  }

  private <T> T guarded(Task task, Attempt<T> attempt) {
    underWay.readLock().lock();
    try {
      refuseIfClosed();
      return attempt.run();
    } catch (ObsrvException e) {
      throw e;
    } catch (SQLException | RuntimeException e) {
      throw failure(task, e);
    } finally {
      underWay.readLock().unlock();
    }
  }

  private <T> T run(Task task, Lease lease, Work<T> work) throws SQLException {
    if (lease.isWithin()) {
      try (lease) {
        return work.run(new Session(lease.handle(), dialect(), lease.space()));
      }
    }
    try (lease) {
      return lease.terms().run(() -> transact(task, lease, work));
    }
  }

  private <T> T transact(Task task, Lease lease, Work<T> work) throws SQLException {
    lease.handle().begin();
    T result;
    try {
      lease.terms().begin(lease.handle());
      result = work.run(new Session(lease.handle(), dialect(), lease.space()));
    } catch (Throwable e) {
      rollBack(task, lease, e);
      throw e;
    }
    if (task.purpose() == Purpose.READ && dialect() == Dialect.H2) {
      undo(lease);
    } else {
      commit(task, lease);
    }
    return result;
  }

  /** Who only reads is not in the order of those that write to a file: what it wrote is undone. */
  private static void undo(Lease lease) {
    try {
      lease.handle().rollback();
    } catch (RuntimeException e) {
      lease.terms().broken();
      throw e;
    }
  }

  private static void commit(Task task, Lease lease) {
    try {
      task.hook().reached(CommitStep.COMMITTING);
      lease.handle().commit();
      task.hook().reached(CommitStep.COMMITTED);
      lease.terms().committed(lease.handle());
      task.hook().reached(CommitStep.SECURED);
    } catch (RuntimeException e) {
      Optional<SQLException> answer = Failures.sql(e);
      if (answer.filter(Failures::isBroken).isPresent()) {
        lease.terms().broken();
      }
      // Where nothing was changed, nothing is unknown.
      if (!task.purpose().writes() || answer.filter(Failures::isRolledBack).isPresent()) {
        throw e;
      }
      throw task.dataset()
          .<ObsrvException>map(id -> new CommitOutcomeUnknownException(id, e))
          .orElseGet(() -> unknown(task, e));
    }
  }

  private static StorageException unknown(Task task, RuntimeException e) {
    return new StorageException(
        "Cannot %s: the database failed while committing, so the change may or may not be stored. Read what is stored, then repeat the change if it is missing."
            .formatted(task.name()),
        e);
  }

  private void rollBack(Task task, Lease lease, Throwable cause) {
    if (Failures.sql(cause)
        .filter(answer -> Failures.isBroken(answer) || databases.isPassing(answer))
        .isPresent()) {
      lease.terms().broken();
    }
    try {
      lease.handle().rollback();
    } catch (RuntimeException e) {
      LOG.debug("Could not roll back: {}", task.name(), e);
      lease.terms().broken();
    }
  }

  private RuntimeException failure(Task task, Exception e) {
    Optional<SQLException> answer = Failures.sql(e);
    if (answer.isEmpty()) {
      return e instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    }
    return new StorageException(
        "Cannot %s: %s"
            .formatted(
                task.name(), databases.explain(answer.get(), task.purpose(), task.dataset())),
        e);
  }

  /**
   * Lets nothing in any more, waits at most ten seconds for what is under way, and closes the
   * databases.
   */
  @Override
  public void close() {
    closed = true;
    boolean quiet = false;
    try {
      quiet = underWay.writeLock().tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      databases.close();
    } finally {
      if (quiet) {
        underWay.writeLock().unlock();
      }
    }
  }
}
