package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.error.ObsrvException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of one library instance, under a name that no other has. A thread of its own renews
 * them, so that they last as long as the process does, however long a connector takes. Where no
 * other process can be at work, everything is granted without asking, and there is no thread. Owns
 * the set of leases; for many threads.
 */
public final class Leases implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  /** So often in the time of a lease it is renewed. */
  private static final int RENEWALS = 3;

  /** So often in the time of a lease others look whether it has ended. */
  private static final int GLANCES = 5;

  private final String holder = UUID.randomUUID().toString();
  private final Duration time;
  private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
  private final Optional<ScheduledExecutorService> thread;

  private Leases(Duration time, Optional<ScheduledExecutorService> thread) {
    this.time = time;
    this.thread = thread;
  }

  /**
   * Leases of a storage that other processes share.
   *
   * @param time how long a process that says nothing keeps what it has, at least 1 ms
   * @return none so far
   */
  public static Leases shared(Duration time) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "obsrv-leases");
              made.setDaemon(true);
              return made;
            });
    Leases leases = new Leases(time, Optional.of(thread));
    long period = Math.max(1, time.toMillis() / RENEWALS);
    Future<?> unused =
        thread.scheduleWithFixedDelay(leases::renew, period, period, TimeUnit.MILLISECONDS);
    return leases;
  }

  /**
   * For a storage that is this process's own.
   *
   * @param time how often to look around, as for one that is shared
   * @return leases that are always granted
   */
  public static Leases alone(Duration time) {
    return new Leases(time, Optional.empty());
  }

  /**
   * Whether other processes may be at work on the same datasets.
   *
   * @return false if everything is granted
   */
  public boolean isShared() {
    return thread.isPresent();
  }

  /**
   * The name under which it has leases.
   *
   * @return a name that no other library instance has
   */
  public String holder() {
    return holder;
  }

  /**
   * How long to wait before looking again whether a lease that somebody else has is free.
   *
   * @return a fraction of the time that leases last
   */
  public Duration glance() {
    return time.dividedBy(GLANCES);
  }

  /**
   * Takes a lease, and keeps it until the hold is closed.
   *
   * @param store where it is kept
   * @param id the dataset
   * @param name what it is on
   * @return the hold; empty if another process has it
   */
  public Optional<Hold> take(LeaseStore store, DatasetId id, String name) {
    if (!isShared()) {
      return Optional.of(Hold.granted());
    }
    Optional<Hold> hold =
        store.acquire(id, name, holder, time).map(lease -> new Hold(this, store, id, lease));
    hold.ifPresent(holds::add);
    return hold;
  }

  /** One that cannot be reached does not keep the others from being renewed. */
  private void renew() {
    holds.forEach(
        hold -> {
          try {
            if (!hold.renew()) {
              holds.remove(hold);
            }
          } catch (ObsrvException e) {
            LOG.warn("The lease '{}' of dataset '{}' was not renewed.", hold.name(), hold.id(), e);
          } catch (RuntimeException | Error e) {
            // An executor forgets, without a word, work that has thrown.
            LOG.error("The lease '{}' of dataset '{}' was not renewed.", hold.name(), hold.id(), e);
          }
        });
  }

  void giveBack(Hold hold, LeaseStore store, DatasetId id, HeldLease lease) {
    if (holds.remove(hold)) {
      try {
        store.release(id, lease);
      } catch (ObsrvException e) {
        LOG.warn("The lease '{}' of dataset '{}' stays until it ends.", lease.name(), id, e);
      }
    }
  }

  /** Renews no more. Can be repeated. */
  @Override
  public void close() {
    thread.ifPresent(ScheduledExecutorService::shutdownNow);
  }
}
