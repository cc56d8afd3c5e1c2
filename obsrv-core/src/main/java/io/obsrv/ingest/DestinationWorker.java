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

/**
 * Brings what a dataset holds to one destination, from where that has got durably. It never holds
 * back the dataset: it reads what is stored, at its own pace. Its state is that of its thread; a
 * commit wakes it through a semaphore, or tells that it has to be launched again.
 */
final class DestinationWorker extends ConnectorWorker {
  private static final Duration WAIT = Duration.ofMillis(200);

  /** After so many waits without news, and with everything durable, the thread is let go. */
  private static final int PATIENCE = 10;

  private final BatchWriter writer;
  private final DestinationProgress progress;
  private final Semaphore news = new Semaphore(0);

  /** Refused records that the stored progress does not count yet. */
  private final Set<Long> refused = new HashSet<>();

  private boolean resting;

  DestinationWorker(
      IngestPorts ports, DatasetDefinition definition, String name, BatchWriter writer) {
    super(ports, definition, Role.DESTINATION, name);
    this.writer = writer;
    this.progress = new DestinationProgress(ports, dataset(), name);
  }

  @Override
  void wake() {
    news.release();
  }

  /** Tells of a commit; true if the worker rests, and has to be launched again. */
  synchronized boolean news() {
    wake();
    return resting && !isStopped();
  }

  @Override
  synchronized boolean rests() {
    resting = news.availablePermits() == 0;
    return resting;
  }

  @Override
  RunState work() {
    refused.clear();
    try (Destination destination =
        using(answered("destination", ports.connectors().openDestination(definition, name)))) {
      Delivery stored = progress.resumed(answered("position", destination.position()));
      long written = stored.position();
      int quiet = 0;
      while (!isStopped()) {
        news.drainPermits();
        List<StoredChange> changes =
            ports.runs().changes(writer.pipeline().layout(), written, writer.scaling().batchSize());
        if (changes.isEmpty()) {
          stored = store(stored, answered("idle", destination.idle()), written);
          succeeded();
          if (awaitNews()) {
            quiet = 0;
          } else if (++quiet > PATIENCE && stored.position() == written) {
            return RunState.RUNNING;
          }
        } else {
          DestinationBatch batch = batch(changes);
          DestinationResult result = answered("write", destination.write(batch));
          written = batch.lastOr(written);
          took(changes.size());
          stored = store(stored, Optional.of(result), written);
          succeeded();
        }
      }
      store(stored, answered("flush", destination.flush()), written);
      return RunState.STOPPED;
    }
  }

  private Delivery store(Delivery stored, Optional<DestinationResult> result, long written) {
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
    return progress.move(stored, new Delivery(durable, stored.refused() + refusals));
  }

  private static DestinationBatch batch(List<StoredChange> changes) {
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
