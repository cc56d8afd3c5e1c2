package io.obsrv.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.connector.RefusedRecord;
import io.obsrv.connector.Role;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Delivery;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.LeaseName;
import io.obsrv.event.RunState;
import io.obsrv.event.StoredChange;
import io.obsrv.schema.JsonText;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Brings what a dataset holds to one destination, from where that has got durably, under a lease:
 * while another process has it, this one waits. It never holds back the dataset: it reads what is
 * stored, at its own pace. Its state is that of its thread; a commit wakes it through a semaphore,
 * or tells that it has to be launched again.
 */
final class DestinationWorker extends ConnectorWorker {
  private static final Duration WAIT = Duration.ofMillis(200);

  /** After so many waits without news, and with everything durable, the thread is let go. */
  static final int PATIENCE = 10;

  private final Supplier<Layout> layout;
  private final CommitWriter writer;
  private final DestinationProgress progress;
  private final Semaphore news = new Semaphore(0);

  /** Refused records that the stored progress does not count yet. */
  private final Set<Long> refused = new HashSet<>();

  private boolean resting;

  /** Up to where it was found out whether there are rows to wake this for; of who launches it. */
  private long looked;

  /** Up to where that was last asked. */
  private long looking;

  /**
   * A worker.
   *
   * @param layout the version that it runs for: a later one, where that has the same destination
   */
  DestinationWorker(IngestPorts ports, Supplier<Layout> layout, String name, CommitWriter writer) {
    super(ports, layout.get().definition(), Role.DESTINATION, name);
    this.layout = layout;
    this.writer = writer;
    this.progress = new DestinationProgress(ports, dataset(), name);
  }

  /** It is opened with the columns and the key, which stay so. */
  @Override
  boolean serves(DatasetDefinition other) {
    return super.serves(other)
        && definition.schema().columns().equals(other.schema().columns())
        && definition.key().equals(other.key());
  }

  @Override
  void wake() {
    news.release();
  }

  /** What was looked at before a rest is not looked at again. */
  @Override
  void follow(ConnectorWorker other) {
    super.follow(other);
    if (other instanceof DestinationWorker before) {
      looked = before.looking;
      looking = looked;
    }
  }

  /** Tells of a commit; true if the worker rests, and has to be launched again. */
  synchronized boolean news() {
    wake();
    return resting && !isStopped();
  }

  /** Whether it waits for something to do, without a thread. */
  synchronized boolean isResting() {
    return resting && !isStopped();
  }

  /**
   * Whether there are rows that it has not brought on, though no commit in this process has told of
   * them; asked of each until it was answered, and one that begins behind this looks at them.
   */
  boolean isWorthWaking(long accepted) {
    if (accepted <= looked) {
      return false;
    }
    looking = accepted;
    boolean isBehind = accepted > progress.position();
    if (!isBehind) {
      looked = accepted;
    }
    return isBehind;
  }

  @Override
  synchronized boolean rests() {
    resting = news.availablePermits() == 0;
    return resting;
  }

  @Override
  RunState work() {
    while (!isStopped()) {
      Optional<Hold> taken = take(LeaseName.ofDestination(key(Role.DESTINATION, name)));
      if (taken.isEmpty()) {
        if (isStoppedWithin(ports.leases().glance())) {
          return RunState.STOPPED;
        }
        continue;
      }
      Optional<RunState> end = under(taken.get(), this::bring);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return RunState.STOPPED;
  }

  /** Brings it on as long as it can; empty if the lease is lost. */
  private Optional<RunState> bring(Hold hold) {
    refused.clear();
    try (Destination destination =
        using(answered("destination", ports.connectors().openDestination(definition, name)))) {
      Delivery stored = progress.resumed(answered("position", destination.position()), hold);
      long written = stored.position();
      int quiet = 0;
      while (!isStopped()) {
        if (hold.isLost()) {
          return Optional.empty();
        }
        news.drainPermits();
        List<StoredChange> changes = changes(written);
        if (changes.isEmpty()) {
          stored = store(stored, answered("idle", destination.idle()), written, hold);
          succeeded();
          if (awaitNews()) {
            quiet = 0;
          } else if (++quiet > PATIENCE && stored.position() == written) {
            return Optional.of(RunState.RUNNING);
          }
        } else {
          DestinationBatch given = given(changes);
          DestinationResult result = answered("write", destination.write(given));
          written = given.lastOr(written);
          took(changes.size());
          stored = store(stored, Optional.of(result), written, hold);
          succeeded();
        }
      }
      store(stored, answered("flush", destination.flush()), written, hold);
      return Optional.of(RunState.STOPPED);
    }
  }

  /** What it has not brought on; none once it does not serve, and is about to be replaced. */
  private List<StoredChange> changes(long written) {
    Layout present = layout.get();
    return serves(present.definition())
        ? ports.runs().changes(present, written, writer.scaling().batchSize())
        : List.of();
  }

  private Delivery store(
      Delivery stored, Optional<DestinationResult> result, long written, Hold hold) {
    if (result.isEmpty()) {
      return stored;
    }
    for (RefusedRecord record : result.get().refused()) {
      refused.add(record.sequence());
    }
    long durable = Math.min(result.get().durable(), written);
    if (durable <= stored.position()) {
      return stored;
    }
    long refusals = refused.stream().filter(sequence -> sequence <= durable).count();
    refused.removeIf(sequence -> sequence <= durable);
    return progress.move(stored, new Delivery(durable, stored.refused() + refusals), hold);
  }

  private static DestinationBatch given(List<StoredChange> changes) {
    return new DestinationBatch(
        changes.stream()
            .map(
                change ->
                    new DestinationRecord(
                        change.sequence(),
                        change.effect(),
                        change.receivedAt(),
                        (ObjectNode) JsonText.parse(change.value())))
            .toList());
  }

  private boolean awaitNews() {
    try {
      return news.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(RunState.STOPPED);
      return true;
    }
  }
}
