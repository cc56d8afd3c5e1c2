package io.obsrv.ingest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again about what other processes do, or at once when it is woken. Owns
 * its one thread, which is the same for all datasets.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Runnable work;
  private final Duration period;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  private Follower(String name, Duration period, Runnable work) {
    this.period = period;
    this.work = work;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /**
   * Begins after a period.
   *
   * @param name of the thread
   * @param period how long to wait after each time
   * @param work what is done; what it throws is logged, and it is done again
   */
  static Follower start(String name, Duration period, Runnable work) {
    Follower follower = new Follower(name, period, work);
    follower.thread.start();
    return follower;
  }

  void wake() {
    news.release();
  }

  private void run() {
    try {
      while (!closed) {
        boolean unused = news.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        if (!closed) {
          workOnce();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void workOnce() {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      if (!closed) {
        LOG.warn(
            "What other processes do could not be followed this time, by thread '{}'.",
            thread.getName(),
            e);
      }
    }
  }

  /** Ends followers, all of them within a few seconds. Can be repeated. */
  static void close(List<Follower> followers) {
    followers.forEach(Follower::end);
    long deadline = System.nanoTime() + CLOSING.toNanos();
    try {
      for (Follower follower : followers) {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
        follower.thread.join(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    closed = true;
    wake();
  }
}
