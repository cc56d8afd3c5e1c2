package io.obsrv.jdbc;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a tick from time to time, on a thread that exists only while there is something to watch.
 * Its monitor guards which thread that is.
 */
final class IdleReaper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdleReaper.class);

  private final long intervalMillis;
  private final Runnable tick;
  private final BooleanSupplier isNeeded;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Thread thread;

  IdleReaper(Duration interval, Runnable tick, BooleanSupplier isNeeded) {
    this.intervalMillis = Math.max(10, interval.toMillis());
    this.tick = tick;
    this.isNeeded = isNeeded;
  }

  /** To be called after something to watch has come up. */
  synchronized void wake() {
    if (thread == null && closing.getCount() > 0) {
      thread = new Thread(this::run, "obsrv-jdbc-idle");
      thread.setDaemon(true);
      thread.start();
    }
  }

  synchronized boolean isRunning() {
    return thread != null;
  }

  private void run() {
    while (goesOn() && !isClosed()) {
      try {
        tick.run();
      } catch (RuntimeException e) {
        LOG.warn("An idle database could not be closed; it is tried again", e);
      }
    }
  }

  /**
   * Asked under the monitor, so that a wake comes either before, and is seen, or afterwards, and
   * begins a new thread.
   */
  private synchronized boolean goesOn() {
    if (closing.getCount() == 0 || !isNeeded.getAsBoolean()) {
      thread = null;
      return false;
    }
    return true;
  }

  private boolean isClosed() {
    try {
      return closing.await(intervalMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
