package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.error.ObsrvException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of one library instance, under a name that no other has. Threads of its own renew
 * them, so that they last as long as the process does, however long a connector takes; one dataset
 * that does not answer holds one of them. Where no other process can be at work, everything is
 * granted without asking, and there is no thread. Owns the set of leases; for many threads.
 */
public final class Leases implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  /** So often in the time of a lease it is renewed. */
  private static final int RENEWALS = 3;

  /** The leases of so many datasets are renewed at the same time. */
  private static final int RENEWERS = 8;

  private static final Duration IDLE = Duration.ofSeconds(10);

  /** So often in the time of a lease others look whether it has ended. */
  private static final int GLANCES = 5;

  private final String holder = UUID.randomUUID().toString();
  private final Duration time;
  private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Optional<Threads> threads;

  /**
   * The thread that sees to it that leases are renewed, and those that do it, while there are any.
   * It helps where these are not enough.
   */
  private record Threads(ScheduledExecutorService ticker, ExecutorService renewers) {
    static Threads begin(ThreadFactory factory) {
      ThreadFactory named = work -> made(factory, work);
      return new Threads(
          Executors.newSingleThreadScheduledExecutor(named),
          new ThreadPoolExecutor(
              0,
              RENEWERS,
              IDLE.toMillis(),
              TimeUnit.MILLISECONDS,
              new SynchronousQueue<>(),
              named,
              new ThreadPoolExecutor.CallerRunsPolicy()));
    }

    private static Thread made(ThreadFactory factory, Runnable work) {
      Thread thread = factory.newThread(work);
      thread.setName("obsrv-leases");
      thread.setDaemon(true);
      return thread;
    }

    void end() {
      ticker.shutdownNow();
      renewers.shutdownNow();
    }
  }

  private Leases(Duration time, Optional<Threads> threads) {
    this.time = time;
    this.threads = threads;
  }

  /**
   * Leases of a storage that other processes share.
   *
   * @param time how long a process that says nothing keeps what it has, at least 1 ms
   * @return none so far
   */
  public static Leases shared(Duration time) {
    return shared(time, Thread::new);
  }

  /** Those whose threads somebody else makes. */
  static Leases shared(Duration time, ThreadFactory factory) {
    Threads threads = Threads.begin(factory);
    Leases leases = new Leases(time, Optional.of(threads));
    long period = Math.max(1, time.toMillis() / RENEWALS);
    Future<?> unused =
        threads.ticker.scheduleWithFixedDelay(
            () -> leases.renew(threads.renewers), period, period, TimeUnit.MILLISECONDS);
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
    return threads.isPresent();
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

  /** Those of a dataset one after the other; not again before it has answered. */
  private void renew(Executor renewers) {
    holds.stream()
        .collect(Collectors.groupingBy(Hold::id))
        .forEach(
            (id, theirs) -> {
              if (underWay.add(id)) {
                begin(renewers, id, theirs);
              }
            });
  }

  /** Where no thread can be made for it, on this one: it is not called again once it has thrown. */
  private void begin(Executor renewers, String id, List<Hold> theirs) {
    try {
      renewers.execute(() -> renew(id, theirs));
    } catch (RuntimeException | Error e) {
      LOG.warn("There is no thread to renew the leases of dataset '{}'.", id, e);
      renew(id, theirs);
    }
  }

  private void renew(String id, List<Hold> theirs) {
    try {
      theirs.stream().filter(holds::contains).forEach(this::renew);
    } finally {
      underWay.remove(id);
    }
  }

  private void renew(Hold hold) {
    try {
      if (!hold.renew()) {
        holds.remove(hold);
      }
    } catch (ObsrvException e) {
      LOG.warn("The lease '{}' of dataset '{}' was not renewed.", hold.name(), hold.id(), e);
    } catch (RuntimeException | Error e) {
      LOG.error("The lease '{}' of dataset '{}' was not renewed.", hold.name(), hold.id(), e);
    }
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
    threads.ifPresent(Threads::end);
  }
}
