package io.obsrv.ingest;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Connectors;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Arrival;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.CommitResult;
import io.obsrv.event.DataStore;
import io.obsrv.event.Progress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source of one dataset, split by split, from its stored checkpoints, on a thread of its
 * own that ends with the source. The thread owns the reading; others only ask for the status and
 * tell it to stop, through volatile fields and a latch.
 */
final class SourceWorker {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWorker.class);
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final DatasetDefinition definition;
  private final String name;
  private final Connectors connectors;
  private final DataStore store;
  private final BatchWriter writer;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<SourceStatus> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile SourceStatus status;

  SourceWorker(
      DatasetDefinition definition,
      String name,
      Connectors connectors,
      DataStore store,
      BatchWriter writer) {
    this.definition = definition;
    this.name = name;
    this.connectors = connectors;
    this.store = store;
    this.writer = writer;
    this.status = new SourceStatus(name, SourceState.RUNNING, Optional.empty());
    this.thread = new Thread(this::run, "obsrv-" + definition.id() + "-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean reads(DatasetDefinition other) {
    return Objects.equals(definition.sources().get(name), other.sources().get(name));
  }

  SourceStatus status() {
    return status;
  }

  CompletableFuture<SourceStatus> ended() {
    return ended;
  }

  /** Tells the source to stop, without waiting. */
  void stop() {
    stop.countDown();
  }

  /** Waits until the source has stopped; one that hangs is interrupted and left behind. */
  void awaitStop() {
    boolean interrupted = false;
    try {
      thread.join(CLOSE.toMillis());
      thread.interrupt();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    SourceState end = SourceState.FAILED;
    try {
      end = readUntilDone();
    } catch (ConnectorException e) {
      LOG.warn("Source '{}' of dataset '{}' failed: {}", name, definition.id(), e.getMessage());
      status = new SourceStatus(name, end, Optional.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      LOG.error("Source '{}' of dataset '{}' failed.", name, definition.id(), e);
      status = new SourceStatus(name, end, Optional.of(String.valueOf(e.getMessage())));
    } finally {
      status =
          new SourceStatus(
              name, end, end == SourceState.FAILED ? status.error() : Optional.empty());
      ended.complete(status);
    }
  }

  private SourceState readUntilDone() {
    while (true) {
      try (Source source = connectors.openSource(definition, name)) {
        return readSplits(source);
      } catch (ObsrvException e) {
        if (!isRetryable(e) || backoff.isExhausted()) {
          throw e;
        }
        // Where the outcome of a commit is unknown, the stored checkpoint tells it when the split
        // is opened again.
        LOG.warn("Source '{}' of dataset '{}' failed, trying again.", name, definition.id(), e);
        status =
            new SourceStatus(
                name, SourceState.RUNNING, Optional.of(String.valueOf(e.getMessage())));
        if (stoppedWithin(backoff.next())) {
          return SourceState.STOPPED;
        }
      }
    }
  }

  private SourceState readSplits(Source source) {
    for (Split split : source.splits()) {
      SourceState state = SourceState.RUNNING;
      while (state == SourceState.RUNNING) {
        state = readSplit(source, split);
      }
      if (state != SourceState.COMPLETED) {
        return state;
      }
    }
    return SourceState.COMPLETED;
  }

  /** Reads a split to its end; RUNNING means that it has to be opened again. */
  private SourceState readSplit(Source source, Split split) {
    Optional<Checkpoint> from = store.checkpoint(definition.id(), name, split.id());
    try (SplitReader reader = source.open(split, from)) {
      while (!stoppedWithin(Duration.ZERO)) {
        int max = writer.pipeline().layout().definition().scaling().batchSize();
        SourceBatch batch = reader.poll(max, WAIT);
        Progress progress = new Progress(name, split.id(), from, batch.checkpoint());
        boolean moved = !from.equals(Optional.of(batch.checkpoint()));
        if (moved || !batch.records().isEmpty()) {
          CommitResult result =
              writer.write(new Arrival.Pulled(writer.now(), progress), batch.records()).result();
          if (result instanceof CommitResult.Overtaken) {
            return SourceState.RUNNING;
          }
          if (result instanceof CommitResult.Refused) {
            return SourceState.STOPPED;
          }
          from = Optional.of(batch.checkpoint());
          reader.committed(batch.checkpoint());
          backoff.reset();
        }
        if (batch.finished()) {
          return SourceState.COMPLETED;
        }
      }
      return SourceState.STOPPED;
    }
  }

  private static boolean isRetryable(ObsrvException e) {
    return e instanceof ConnectorException connector
        ? connector.isRetryable()
        : e.code() == ErrorCode.STORAGE_FAILED || e.code() == ErrorCode.COMMIT_OUTCOME_UNKNOWN;
  }

  private boolean stoppedWithin(Duration time) {
    try {
      return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
