package io.obsrv.ingest;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Event;
import io.obsrv.event.Receipt;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Getting records in. For many threads. */
public final class Ingestion {
  private static final int MAX_BATCH_ID = 1_000;

  private final IngestEngine engine;

  /**
   * For the front door.
   *
   * @param engine does the work
   */
  public Ingestion(IngestEngine engine) {
    this.engine = engine;
  }

  /**
   * Pushes a batch of records, on the caller's thread, in one commit. When it returns, all of them
   * are stored: as rows, or in quarantine, or known already.
   *
   * @param id the dataset
   * @param events the batch
   * @return a verdict per record
   * @throws IngestRefusedException if the dataset is not live, or has as many pushes as it may have
   * @throws io.obsrv.event.CommitOutcomeUnknownException if the storage failed while committing
   */
  public Receipt ingest(String id, List<Event> events) {
    return engine.push(DatasetId.of(id), List.copyOf(events), Optional.empty());
  }

  /**
   * Pushes a batch that has a name: however often it is pushed, also after a crash, it is stored
   * once. Names are remembered for as long as keys are, the dataset's {@code dedupWindow}.
   *
   * @param id the dataset
   * @param batchId the batch's name, at most 1,000 characters
   * @param events the batch
   * @return a verdict per record; for a batch that is known, what became of it the first time
   * @throws IngestRefusedException if the dataset is not live, or has as many pushes as it may have
   * @throws io.obsrv.event.CommitOutcomeUnknownException if the storage failed while committing;
   *     pushing the batch again under its name tells what became of it
   */
  public Receipt ingest(String id, String batchId, List<Event> events) {
    checkArgument(
        !batchId.isBlank() && batchId.length() <= MAX_BATCH_ID,
        "batchId has %s characters, must have 1 to %s",
        batchId.length(),
        MAX_BATCH_ID);
    return engine.push(DatasetId.of(id), List.copyOf(events), Optional.of(batchId));
  }

  /**
   * Pushes records of JSON text.
   *
   * @param id the dataset
   * @param json one text per record
   * @return a verdict per record
   * @throws IngestRefusedException if the dataset is not live, or has as many pushes as it may have
   */
  public Receipt ingest(String id, String... json) {
    return ingest(id, Arrays.stream(json).map(Event::json).toList());
  }

  /**
   * Reads the sources of a dataset again, from where they were left, if they are not being read. A
   * file that has grown yields what is new.
   *
   * @param id the dataset
   * @throws IngestRefusedException if the dataset is not live
   */
  public void start(String id) {
    engine.lane(DatasetId.of(id)).startSources();
  }

  /**
   * How the sources of a dataset are doing.
   *
   * @param id the dataset
   * @return one status per source that was started in this process
   * @throws IngestRefusedException if the dataset is not live
   */
  public List<SourceStatus> sources(String id) {
    return engine.lane(DatasetId.of(id)).workers().stream().map(SourceWorker::status).toList();
  }

  /**
   * Waits until every source of a dataset has been read to its end.
   *
   * @param id the dataset
   * @throws SourceFailedException if one failed or was stopped
   */
  public void awaitCompletion(String id) {
    if (!awaitCompletion(id, Duration.ofDays(10_000))) {
      throw new IllegalStateException("a source of dataset '" + id + "' ran for 10,000 days");
    }
  }

  /**
   * Waits until every source of a dataset has been read to its end, but not for longer than a time.
   *
   * @param id the dataset
   * @param timeout how long to wait
   * @return whether all have completed
   * @throws SourceFailedException if one failed or was stopped
   */
  public boolean awaitCompletion(String id, Duration timeout) {
    Lane lane = engine.lane(DatasetId.of(id));
    long deadline = System.nanoTime() + timeout.toNanos();
    for (SourceWorker worker : lane.workers()) {
      if (!completes(worker.ended(), Duration.ofNanos(deadline - System.nanoTime()), lane)) {
        return false;
      }
    }
    return true;
  }

  private static boolean completes(
      CompletableFuture<SourceStatus> ended, Duration timeout, Lane lane) {
    try {
      SourceStatus status = ended.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
      if (status.state() != SourceState.COMPLETED) {
        throw new SourceFailedException(lane.id(), status);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker ends with a status, not a failure", e);
    }
  }
}
