package io.obsrv.governance;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.event.Hold;
import io.obsrv.event.LeaseName;
import io.obsrv.event.Leases;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of what is past its retention, in all datasets, again and again, each under a lease: one
 * that another process is at is left to that, and nothing goes under a lease that was lost. Owns
 * its one thread; closing waits for the transaction under way.
 */
public final class ExpirySchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExpirySchedule.class);
  private static final long CLOSING_SECONDS = 5;

  private final Governance governance;
  private final LeaseStore store;
  private final Leases leases;
  private final ScheduledExecutorService thread;
  private volatile boolean isClosed;

  private ExpirySchedule(Governance governance, LeaseStore store, Leases leases) {
    this.governance = governance;
    this.store = store;
    this.leases = leases;
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "obsrv-retention");
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Begins at once.
   *
   * @param governance of the library
   * @param store where the leases on this work are
   * @param leases those that this library instance has
   * @param every how long to wait after each time, at least 1 ms
   * @return the schedule, which is to be closed before the storage
   */
  public static ExpirySchedule start(
      Governance governance, LeaseStore store, Leases leases, Duration every) {
    ExpirySchedule schedule = new ExpirySchedule(governance, store, leases);
    Future<?> unused =
        schedule.thread.scheduleWithFixedDelay(
            schedule::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return schedule;
  }

  private void run() {
    try {
      governance.stored().forEach(this::expire);
    } catch (RuntimeException | Error e) {
      // An executor forgets, without a word, work that has thrown.
      warn("the datasets whose retention may be over cannot be found", e);
    }
  }

  /** One dataset keeps nobody from the others, whatever fails. */
  private void expire(DatasetId id) {
    if (isClosed) {
      return;
    }
    try {
      if (governance.isRetentionDeclared(id)) {
        leases.take(store, id, LeaseName.RETENTION).ifPresent(hold -> expire(id, hold));
      }
    } catch (RuntimeException e) {
      warn("dataset '" + id + "': what is past its retention stays until the next time", e);
    }
  }

  private void expire(DatasetId id, Hold taken) {
    try (taken) {
      Expired expired = governance.expire(id, taken);
      if (!expired.equals(Expired.NOTHING)) {
        LOG.info("dataset '{}': past its retention, and gone: {}", id, expired);
      }
    }
  }

  private void warn(String what, Throwable e) {
    if (!isClosed) {
      LOG.warn("{}", what, e);
    }
  }

  /** Ends within a few seconds. Can be repeated. */
  @Override
  public void close() {
    isClosed = true;
    thread.shutdown();
    try {
      boolean unused = thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
