package io.obsrv.ingest;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A lock with one piece of work that anybody may ask for and nobody waits for: whoever holds the
 * lock then does it afterwards. For many threads.
 */
final class WakingLock {
  private final Runnable work;
  private final ReentrantLock lock = new ReentrantLock();

  /** The work was asked for while somebody held the lock. */
  private volatile boolean missed;

  /**
   * A lock.
   *
   * @param work done under the lock
   */
  WakingLock(Runnable work) {
    this.work = work;
  }

  <T> T hold(Supplier<T> task) {
    lock.lock();
    try {
      return task.get();
    } finally {
      lock.unlock();
      if (missed) {
        wake();
      }
    }
  }

  /** Asks for the work. */
  void wake() {
    do {
      missed = true;
      if (!lock.tryLock()) {
        return;
      }
      try {
        missed = false;
        work.run();
      } finally {
        lock.unlock();
      }
    } while (missed);
  }
}
