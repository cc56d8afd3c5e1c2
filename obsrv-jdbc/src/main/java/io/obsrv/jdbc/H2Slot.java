package io.obsrv.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The place of one dataset's database while it is open, with the number of its connections that are
 * lent. Guarded by its monitor, in which it is also opened and closed, which can take a while;
 * since when it is idle can be asked without waiting. Its lock keeps changes of tables, which H2
 * commits at once, apart from everything else.
 */
final class H2Slot {
  private final ReentrantReadWriteLock structure = new ReentrantReadWriteLock();
  private @Nullable H2Database database;
  private volatile @Nullable Instant idleSince;
  private SlotState state = SlotState.UNOPENED;
  private int lent;

  synchronized boolean isOpen() {
    return state.isOpen();
  }

  /** Whether it is of no use any more, and whoever comes needs another. */
  synchronized boolean isOver() {
    return state.isOver();
  }

  /** Since when no connection is lent; empty also while it is being opened, tidied up or closed. */
  Optional<Instant> idleSince() {
    return Optional.ofNullable(idleSince);
  }

  synchronized void opened(H2Database opened) {
    state = state.to(SlotState.OPEN);
    database = opened;
  }

  /** Counts a connection, so that the database stays open until it comes back. */
  synchronized void retain() {
    idleSince = null;
    lent++;
  }

  /** Lends the connection that was counted; empty if the database was discarded meanwhile. */
  Optional<Lease> lend(Purpose purpose, Runnable afterReturn) {
    Lock lock = purpose == Purpose.STRUCTURE ? structure.writeLock() : structure.readLock();
    lock.lock();
    if (isDiscarded()) {
      lock.unlock();
      afterReturn.run();
      return Optional.empty();
    }
    try {
      H2Database present = present();
      return Optional.of(
          new Lease(
              present.handle(purpose),
              H2Databases.SPACE,
              terms(purpose, present, lock, afterReturn)));
    } catch (Throwable e) {
      lock.unlock();
      afterReturn.run();
      throw e;
    }
  }

  private synchronized boolean isDiscarded() {
    return state == SlotState.DISCARDED;
  }

  private synchronized H2Database present() {
    return Objects.requireNonNull(database);
  }

  private Lease.Terms terms(Purpose purpose, H2Database present, Lock lock, Runnable afterReturn) {
    return new Lease.Terms() {
      @Override
      public <T extends @Nullable Object> T run(Lease.Transaction<T> transaction)
          throws SQLException {
        return present.run(purpose, transaction);
      }

      @Override
      public void committed(Handle handle) {
        present.secure(purpose);
      }

      @Override
      public void broken() {
        markBroken();
      }

      @Override
      public void returned() {
        lock.unlock();
        afterReturn.run();
      }
    };
  }

  private synchronized void markBroken() {
    state = state.to(SlotState.BROKEN);
  }

  /** Takes a connection back. */
  synchronized void release(Instant now) {
    lent--;
    idleSince = lent == 0 && !state.isOver() ? now : null;
  }

  synchronized boolean isUnusable() {
    return lent == 0
        && (state == SlotState.BROKEN || (state == SlotState.OPEN && present().isGivenUp()));
  }

  /** Tidies the file up if it is idle and was not used since an instant. */
  synchronized void tidyUpIfIdleSince(Instant instant) {
    Instant since = idleSince;
    if (since != null && !since.isAfter(instant)) {
      idleSince = null;
      try {
        present().tidyUp();
      } finally {
        idleSince = since;
      }
    }
  }

  /**
   * Closes the database if it is idle and was not used since an instant; the slot is of no use
   * then.
   */
  synchronized boolean retireIfIdleSince(Instant instant) throws SQLException {
    Instant since = idleSince;
    if (since == null || since.isAfter(instant)) {
      return false;
    }
    retire();
    return true;
  }

  /** Waits for the work under way, and does something while there can be none. */
  void exclusively(Runnable action) {
    structure.writeLock().lock();
    try {
      action.run();
    } finally {
      structure.writeLock().unlock();
    }
  }

  /** Closes the database for good, of which nothing is needed any more. */
  synchronized void discard() throws SQLException {
    H2Database open = end(SlotState.DISCARDED);
    if (open != null) {
      open.discard();
    }
  }

  /** Closes the database, whoever uses it. */
  synchronized void retire() throws SQLException {
    H2Database open = end(SlotState.RETIRED);
    if (open != null) {
      open.close();
    }
  }

  private @Nullable H2Database end(SlotState as) {
    H2Database open = database;
    state = state.to(as);
    idleSince = null;
    database = null;
    return open;
  }
}
