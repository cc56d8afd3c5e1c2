package io.obsrv.ingest;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Role;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.RunState;
import io.obsrv.policy.ConnectorConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one connector of one dataset on a thread of its own that ends with it. A failure that may
 * pass is tried again, later and later; then, or at once if it cannot pass, the connector has
 * failed, which is kept. The thread owns the work; others only read the status and tell it to stop,
 * through volatile fields and a latch.
 */
abstract class ConnectorWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorWorker.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  final DatasetDefinition definition;
  final String name;
  final IngestPorts ports;
  final Backoff backoff;
  private final Role role;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<ConnectorStatus> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile RunState stoppedAs = RunState.STOPPED;
  private volatile long stopBy;
  private volatile ConnectorStatus status;

  ConnectorWorker(IngestPorts ports, DatasetDefinition definition, Role role, String name) {
    this.ports = ports;
    this.definition = definition;
    this.role = role;
    this.name = name;
    this.backoff = new Backoff(ports.retries());
    this.status = ConnectorStatus.of(name, role, RunState.RUNNING, Optional.empty());
    this.thread = new Thread(this::run, "obsrv-" + definition.id() + "-" + name);
    thread.setDaemon(true);
  }

  /**
   * Works until there is nothing more to do, or until it is {@link #isStopped}. RUNNING means that
   * it may rest.
   */
  abstract RunState work();

  static String key(Role role, String name) {
    return role.label() + "/" + name;
  }

  static @Nullable ConnectorConfig config(DatasetDefinition definition, Role role, String name) {
    return (role == Role.SOURCE ? definition.sources() : definition.destinations()).get(name);
  }

  final DatasetId dataset() {
    return definition.id();
  }

  final Role role() {
    return role;
  }

  final void start() {
    thread.start();
  }

  /** Whether another version has the same connector. */
  final boolean serves(DatasetDefinition other) {
    return Objects.equals(config(definition, role, name), config(other, role, name));
  }

  /** Where it had come to an end before it was stopped, it is what it was told to be. */
  final ConnectorStatus status() {
    return ended.isDone() && isStopped() ? status.in(stoppedAs, Optional.empty(), 0) : status;
  }

  final void report(long records, long refused, OptionalLong lag) {
    status = status.at(records, refused, lag);
  }

  final CompletableFuture<ConnectorStatus> ended() {
    return ended;
  }

  /** Tells the connector to stop, without waiting; it ends as PAUSED or STOPPED. */
  final void stop(RunState as) {
    stoppedAs = as;
    if (!isStopped()) {
      stopBy = System.nanoTime() + CLOSE.toNanos();
    }
    stop.countDown();
    wake();
  }

  /** Called when the worker has to look around. */
  void wake() {}

  /** Whether a worker without work may end its thread; it is launched again when there is some. */
  boolean rests() {
    return true;
  }

  /**
   * Waits until the connector has stopped; one that hangs some seconds after it was told to is
   * interrupted and left behind. So many that hang take no longer than one.
   */
  final void awaitStop() {
    try {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(stopBy - System.nanoTime())));
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  final boolean isStopped() {
    return stop.getCount() == 0;
  }

  final boolean isStoppedWithin(Duration time) {
    try {
      return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** A step has succeeded. */
  final void succeeded() {
    if (backoff.failures() > 0) {
      backoff.reset();
      status = status.in(RunState.RUNNING, Optional.empty(), 0);
    }
  }

  private void run() {
    ConnectorStatus end = status;
    try {
      RunState state = workUntilDone();
      while (state == RunState.RUNNING && !rests()) {
        state = workUntilDone();
      }
      end = status.in(state == RunState.STOPPED ? stoppedAs : state, Optional.empty(), 0);
    } catch (ConnectorException e) {
      LOG.warn("{} '{}' of dataset '{}' failed: {}", role, name, dataset(), e.getMessage());
      end = failed(e);
    } catch (RuntimeException e) {
      LOG.error("{} '{}' of dataset '{}' failed.", role, name, dataset(), e);
      end = failed(e);
    } finally {
      status = end;
      ended.complete(end);
    }
  }

  private ConnectorStatus failed(RuntimeException e) {
    Optional<String> why = Optional.of(String.valueOf(e.getMessage()));
    try {
      ports
          .runs()
          .put(
              dataset(),
              key(role, name),
              new ConnectorRun(RunState.FAILED, why, ports.clock().instant()));
    } catch (RuntimeException unkept) {
      LOG.warn("Could not keep that '{}' of dataset '{}' failed.", name, dataset(), unkept);
    }
    return status.in(RunState.FAILED, why, backoff.failures() + 1);
  }

  private RunState workUntilDone() {
    while (true) {
      try {
        return work();
      } catch (ObsrvException e) {
        if (isStopped()) {
          return RunState.STOPPED;
        }
        if (!isRetryable(e) || backoff.isExhausted()) {
          throw e;
        }
        // Where the outcome of a commit is unknown, what is stored tells it when work begins again.
        LOG.warn("{} '{}' of dataset '{}' failed, trying again.", role, name, dataset(), e);
        Duration wait = backoff.next();
        status =
            status.in(
                RunState.RUNNING, Optional.of(String.valueOf(e.getMessage())), backoff.failures());
        if (isStoppedWithin(wait)) {
          return RunState.STOPPED;
        }
      }
    }
  }

  private static boolean isRetryable(ObsrvException e) {
    return e instanceof ConnectorException connector
        ? connector.isRetryable()
        : e.code() == ErrorCode.STORAGE_FAILED
            || e.code() == ErrorCode.COMMIT_OUTCOME_UNKNOWN
            || e.code() == ErrorCode.ENRICHMENT_FAILED;
  }
}
