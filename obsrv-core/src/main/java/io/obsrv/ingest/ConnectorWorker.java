package io.obsrv.ingest;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Role;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Hold;
import io.obsrv.event.RunState;
import io.obsrv.policy.ConnectorConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one connector of one dataset on a thread of its own that ends with it. A failure that may
 * pass is tried again, later and later; then, or at once if it cannot pass, the connector has
 * failed, which is kept. The thread owns the work; others only read the status, through a volatile
 * field, and tell it to stop.
 */
abstract class ConnectorWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorWorker.class);
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final String HANGS =
      "it was told to stop, but the connector hangs; it is not started again before it returns";
  private static final String WAITS = "it waits for its last run, which hangs in the connector";

  final DatasetDefinition definition;
  final String name;
  final IngestPorts ports;
  final Backoff backoff;
  private final Role role;
  private final CompletableFuture<ConnectorStatus> ended = new CompletableFuture<>();
  private final WorkerThread thread;
  private final LeasedWork leased;
  private CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
  private volatile RunState stoppedAs = RunState.STOPPED;
  private volatile ConnectorStatus status;
  private volatile boolean refused;

  ConnectorWorker(IngestPorts ports, DatasetDefinition definition, Role role, String name) {
    this.ports = ports;
    this.definition = definition;
    this.role = role;
    this.name = name;
    this.backoff = new Backoff(ports.retries());
    this.leased = new LeasedWork(ports, definition.id(), key(role, name));
    this.status = ConnectorStatus.of(name, role, RunState.RUNNING, Optional.empty());
    this.thread =
        new WorkerThread(ports.threads(), "obsrv-" + definition.id() + "-" + name, this::run);
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
    return configs(definition, role).get(name);
  }

  static SortedMap<String, ConnectorConfig> configs(DatasetDefinition definition, Role role) {
    return role == Role.SOURCE ? definition.sources() : definition.destinations();
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

  /** Whether another version has a connector of its name. */
  final boolean isIn(DatasetDefinition other) {
    return config(other, role, name) != null;
  }

  /** Whether it is of use for another version as it is. */
  boolean serves(DatasetDefinition other) {
    return Objects.equals(config(definition, role, name), config(other, role, name));
  }

  /** One that was stopped is what it was told to be, also where it does not come to an end. */
  final ConnectorStatus status() {
    return isStopped()
        ? status.in(
            stoppedAs, Optional.of(HANGS).filter(hangs -> isLeftBehind() && !ended.isDone()), 0)
        : status;
  }

  /** So many more records went through its hands. */
  final void took(int records) {
    status = status.at(status.records() + records, status.refused(), status.lag());
  }

  /** So many records are known to wait. */
  final void waits(OptionalLong records) {
    status = status.at(status.records(), status.refused(), records);
  }

  /**
   * What a connector answered.
   *
   * @param call what it was asked
   * @throws ConnectorException if it is null, whatever the connector's author thought
   */
  final <T> T answered(String call, @Nullable T answer) {
    if (answer == null) {
      throw ConnectorException.fatal(
          "%s '%s' of dataset '%s' cannot go on: its connector answered '%s' with null, where a value must be. Correct the connector."
              .formatted(role == Role.SOURCE ? "Source" : "Destination", name, dataset(), call),
          null);
    }
    return answer;
  }

  /** Takes a lease on its work, or on a part of it; empty if another process has that. */
  final Optional<Hold> take(String lease) {
    return leased.take(lease);
  }

  /**
   * Works under a lease, unless the connector was told to rest.
   *
   * @param work answers how it ended; empty if the lease is lost
   * @return the end; empty if the lease has to be taken again
   */
  final Optional<RunState> under(Hold hold, Function<Hold, Optional<RunState>> work) {
    return leased.under(
        hold, held -> isStopped() ? Optional.of(RunState.STOPPED) : work.apply(held));
  }

  /** What is to be closed where this worker hangs in it when it is told to stop. */
  final <T extends AutoCloseable> T using(T opened) {
    return thread.using(opened);
  }

  /** Begins when another one is gone, and goes on counting where that one rested. */
  void follow(ConnectorWorker other) {
    before = other.gone();
    if (other.ended.isDone() && !other.isStopped()) {
      ConnectorStatus last = other.status();
      status = last.state() == RunState.RUNNING ? last : status;
    }
  }

  /** When neither this nor one before it is at work. */
  private CompletableFuture<Void> gone() {
    return CompletableFuture.allOf(before, ended);
  }

  final CompletableFuture<ConnectorStatus> ended() {
    return ended;
  }

  /** Tells the connector to stop, without waiting; it ends as PAUSED or STOPPED. */
  final void stop(RunState as) {
    stoppedAs = as;
    thread.stop();
    wake();
  }

  /** Called when the worker has to look around. */
  void wake() {}

  /** Whether a worker without work may end its thread; it is launched again when there is some. */
  boolean rests() {
    return true;
  }

  /** The dataset takes no records now; it is not this connector that was told to stop. */
  final RunState refused() {
    refused = true;
    return RunState.STOPPED;
  }

  /** Whether it has ended by itself since the dataset took no records. */
  final boolean wasRefused() {
    return refused && ended.isDone() && !isStopped();
  }

  /** Waits until it has stopped, but not long for one that hangs. */
  final void awaitStop() {
    thread.awaitStop();
    if (isLeftBehind()) {
      thread.leave("lease", leased::letGo);
    }
  }

  /** Whether nobody waits for this worker any longer: it may have no effect. */
  final boolean isLeftBehind() {
    return thread.isLeftBehind();
  }

  final boolean isRunning() {
    return !isStopped() && !ended.isDone();
  }

  final boolean isStopped() {
    return thread.isStopped();
  }

  final boolean isStoppedWithin(Duration time) {
    return thread.isStoppedWithin(time);
  }

  /** A step has succeeded. */
  final void succeeded() {
    leased.succeeded();
    if (backoff.failures() > 0) {
      backoff.reset();
      status = status.in(RunState.RUNNING, Optional.empty(), 0);
    }
  }

  private void run() {
    ConnectorStatus end = status;
    try {
      RunState state = isAlone() ? workUntilDone() : RunState.STOPPED;
      while (state == RunState.RUNNING && !rests()) {
        state = workUntilDone();
      }
      end = status.in(state == RunState.STOPPED ? stoppedAs : state, Optional.empty(), 0);
    } catch (ConnectorException e) {
      LOG.warn("{} '{}' of dataset '{}' failed: {}", role, name, dataset(), e.getMessage());
      end = ended(e);
    } catch (Throwable e) {
      // Also a class that is missing, or a stack that is too deep: others must learn of it.
      LOG.error("{} '{}' of dataset '{}' failed.", role, name, dataset(), e);
      end = ended(e);
    } finally {
      status = end;
      ended.complete(end);
    }
  }

  /** Waits until a worker before this one, which was left behind, is gone; false if stopped. */
  private boolean isAlone() {
    while (!before.isDone()) {
      status = status.in(RunState.RUNNING, Optional.of(WAITS), 0);
      if (isStoppedWithin(GLANCE)) {
        return false;
      }
    }
    status = status.in(RunState.RUNNING, Optional.empty(), 0);
    return true;
  }

  /** What comes of closing a connector in which a worker hangs is no failure. */
  private ConnectorStatus ended(Throwable e) {
    return isStopped() ? status.in(stoppedAs, Optional.empty(), 0) : failed(e);
  }

  private ConnectorStatus failed(Throwable e) {
    Optional<String> why = Optional.of(why(e));
    try {
      leased.failed(why);
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
        status = status.in(RunState.RUNNING, Optional.of(why(e)), backoff.failures());
        if (isStoppedWithin(wait)) {
          return RunState.STOPPED;
        }
      }
    }
  }

  /** Exceptions of this library tell everything; others often only with their names. */
  private static String why(Throwable e) {
    return e instanceof ObsrvException ? String.valueOf(e.getMessage()) : e.toString();
  }

  private static boolean isRetryable(ObsrvException e) {
    return e instanceof ConnectorException connector
        ? connector.isRetryable()
        : e.code() == ErrorCode.STORAGE_FAILED
            || e.code() == ErrorCode.COMMIT_OUTCOME_UNKNOWN
            || e.code() == ErrorCode.ENRICHMENT_FAILED;
  }
}
