package io.obsrv.ingest;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.obsrv.connector.Role;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.CallerTransaction;
import io.obsrv.event.Event;
import io.obsrv.event.Receipt;
import io.obsrv.event.RunState;
import io.obsrv.policy.Scaling;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Getting records in, and out to destinations, as one actor. For many threads. */
public final class Ingestion {
  private static final int MAX_BATCH_ID = 1_000;

  private final IngestEngine engine;
  private final String actor;

  /**
   * For the front door.
   *
   * @param engine does the work
   * @param actor who acts
   */
  public Ingestion(IngestEngine engine, String actor) {
    this.engine = engine;
    this.actor = actor;
  }

  /**
   * Pushes a batch of records, on the caller's thread, in one commit. When it returns, all of them
   * are stored: as rows, or in quarantine, or known already.
   *
   * @param id the dataset, or an alias of it
   * @param events the batch
   * @return a verdict per record
   * @throws IngestRefusedException if the dataset is not live, or has as many pushes as it may have
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that the
   *     batch cannot do without; nothing of it is stored
   * @throws io.obsrv.event.CommitOutcomeUnknownException if the storage failed while committing
   */
  public Receipt ingest(String id, List<Event> events) {
    return engine.push(named(id), copied(events), Optional.empty());
  }

  /**
   * Pushes a batch that has a name: however often it is pushed, also after a crash, it is stored
   * once. Names are remembered for as long as keys are, the dataset's {@code dedupWindow}.
   *
   * @param id the dataset, or an alias of it
   * @param batchId the batch's name, at most 1,000 characters
   * @param events the batch
   * @return a verdict per record; for a batch that is known, what became of it the first time
   * @throws IngestRefusedException if the dataset is not live, or has as many pushes as it may have
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that the
   *     batch cannot do without; nothing of it is stored
   * @throws io.obsrv.event.CommitOutcomeUnknownException if the storage failed while committing;
   *     pushing the batch again under its name tells what became of it
   */
  public Receipt ingest(String id, String batchId, List<Event> events) {
    return engine.push(named(id), copied(events), Optional.of(checked(batchId)));
  }

  /**
   * Pushes a batch of records as part of a transaction that the caller has begun, in the database
   * where the dataset lives. All of it is stored when the caller commits, and nothing if the caller
   * rolls back. Until then nobody else writes to the dataset, so the transaction should be short,
   * and the receipt is a promise. If this fails, the transaction is as it was before and can go on.
   *
   * <p>The stages and the registry are asked over other connections, which do not see what the
   * transaction has written, so a pool of the application needs more than one. The dataset's bound
   * of batches at one time does not hold here.
   *
   * @param id the dataset, or an alias of it
   * @param transaction the transaction, such as {@code JdbcTransaction.of(connection)}
   * @param events the batch
   * @return a verdict per record, true once the caller has committed
   * @throws io.obsrv.event.TransactionRefusedException if the dataset cannot be written to in this
   *     transaction
   * @throws IngestRefusedException if the dataset is not live, or has as many pushes as it may have
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that the
   *     batch cannot do without
   */
  public Receipt ingest(String id, CallerTransaction transaction, List<Event> events) {
    requireNonNull(transaction, "transaction");
    return engine.push(named(id), copied(events), Optional.empty(), transaction);
  }

  /**
   * Pushes a batch that has a name as part of a transaction that the caller has begun, as {@link
   * #ingest(String, CallerTransaction, List)} does. However often it is pushed, it is stored once.
   *
   * @param id the dataset, or an alias of it
   * @param transaction the transaction, such as {@code JdbcTransaction.of(connection)}
   * @param batchId the batch's name, at most 1,000 characters
   * @param events the batch
   * @return a verdict per record, true once the caller has committed; for a batch that is known,
   *     what became of it the first time
   * @throws io.obsrv.event.TransactionRefusedException if the dataset cannot be written to in this
   *     transaction
   * @throws IngestRefusedException if the dataset is not live, or has as many pushes as it may have
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that the
   *     batch cannot do without
   */
  public Receipt ingest(
      String id, CallerTransaction transaction, String batchId, List<Event> events) {
    requireNonNull(transaction, "transaction");
    return engine.push(named(id), copied(events), Optional.of(checked(batchId)), transaction);
  }

  /**
   * Pushes records of JSON text.
   *
   * @param id the dataset, or an alias of it
   * @param json one text per record
   * @return a verdict per record
   * @throws IngestRefusedException if the dataset is not live, or has as many pushes as it may have
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that the
   *     batch cannot do without; nothing of it is stored
   * @throws io.obsrv.event.CommitOutcomeUnknownException if the storage failed while committing
   */
  public Receipt ingest(String id, String... json) {
    return ingest(id, Arrays.stream(requireNonNull(json, "json")).map(Event::json).toList());
  }

  /**
   * The records of a dataset that failed.
   *
   * @param id the dataset, or an alias of it
   * @return its quarantine, as a queue of work
   */
  public QuarantineQueue quarantine(String id) {
    return new QuarantineQueue(engine, named(id), actor);
  }

  /**
   * Changes how much work a dataset may have at once, until it is published, paused, retired or
   * moved next, is not used for long, or the library is closed. Other datasets do not notice.
   *
   * @param id the dataset, or an alias of it
   * @param scaling the bounds
   * @throws IngestRefusedException if the dataset is not live
   */
  public void scale(String id, Scaling scaling) {
    requireNonNull(scaling, "scaling");
    engine.scale(named(id), scaling);
  }

  /**
   * Starts the connectors of a dataset, but those that are paused, if they are not running. A
   * source that was read to its end is read again from where it was left: a file that has grown
   * yields what is new.
   *
   * @param id the dataset, or an alias of it
   * @throws IngestRefusedException if the dataset is not live
   */
  public void start(String id) {
    engine.start(named(id), actor);
  }

  /**
   * How the connectors of a dataset are doing.
   *
   * @param id the dataset, or an alias of it
   * @return a status per connector of its live version, sources first
   * @throws IngestRefusedException if the dataset is not live
   */
  public List<ConnectorStatus> connectors(String id) {
    return engine.lane(named(id)).connectors().statuses();
  }

  /**
   * One source of a dataset.
   *
   * @param id the dataset, or an alias of it
   * @param name the source's name
   * @return its controls
   */
  public ConnectorControl source(String id, String name) {
    return new ConnectorControl(
        engine, named(id), Role.SOURCE, requireNonNull(name, "name"), actor);
  }

  /**
   * One destination of a dataset.
   *
   * @param id the dataset, or an alias of it
   * @param name the destination's name
   * @return its controls
   */
  public ConnectorControl destination(String id, String name) {
    return new ConnectorControl(
        engine, named(id), Role.DESTINATION, requireNonNull(name, "name"), actor);
  }

  /**
   * Waits until every source of a dataset has been read to its end.
   *
   * @param id the dataset, or an alias of it
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
   * @param id the dataset, or an alias of it
   * @param timeout how long to wait
   * @return whether all have completed
   * @throws SourceFailedException if one failed or was stopped
   */
  public boolean awaitCompletion(String id, Duration timeout) {
    requireNonNull(timeout, "timeout");
    Lane lane = engine.lane(named(id));
    long deadline = System.nanoTime() + timeout.toNanos();
    for (CompletableFuture<ConnectorStatus> ended : lane.connectors().sourceEnds()) {
      if (!completes(ended, Duration.ofNanos(deadline - System.nanoTime()), lane)) {
        return false;
      }
    }
    return true;
  }

  private DatasetId named(String id) {
    return engine.named(requireNonNull(id, "id"));
  }

  private static String checked(String batchId) {
    requireNonNull(batchId, "batchId");
    checkArgument(
        !batchId.isBlank() && batchId.length() <= MAX_BATCH_ID,
        "batchId has %s characters, must have 1 to %s",
        batchId.length(),
        MAX_BATCH_ID);
    return batchId;
  }

  private static List<Event> copied(List<Event> events) {
    requireNonNull(events, "events").forEach(event -> requireNonNull(event, "event"));
    return List.copyOf(events);
  }

  private static boolean completes(
      CompletableFuture<ConnectorStatus> ended, Duration timeout, Lane lane) {
    try {
      ConnectorStatus status = ended.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
      if (status.state() != RunState.COMPLETED) {
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
