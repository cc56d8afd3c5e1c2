package io.obsrv.ingest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again at what other processes do, or at once when it is woken. Owns its one
 * thread, which is the same for all datasets.
 */
final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final long CLOSING_MILLIS = 5_000;

  private final Runnable look;
  private final Duration period;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  private Follower(Runnable look, Duration period) {
    this.look = look;
    this.period = period;
    this.thread = new Thread(this::run, "obsrv-follow");
    thread.setDaemon(true);
  }

  static Follower start(Runnable look, Duration period) {
    Follower follower = new Follower(look, period);
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
          lookOnce();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookOnce() {
    try {
      look.run();
    } catch (RuntimeException | Error e) {
      if (!closed) {
        LOG.warn("What other processes do could not be followed this time.", e);
      }
    }
  }

  /** Ends within a few seconds. Can be repeated. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
