package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.StaleRevisionException;
import io.obsrv.dataset.Verb;
import io.obsrv.error.ClosedException;
import io.obsrv.event.Hold;
import io.obsrv.event.LeaseLostException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what a process began and did not live to finish, or undoes it where it cannot be done
 * any more. What a living process is in the middle of is left to that. For many threads.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final RowMoves moves;
  private final Mover mover;
  private final Publisher publisher;
  private final Service service;
  private final Archiver archiver;
  private final Purger purger;
  private final Setbacks setbacks = new Setbacks();

  Recovery(
      RowMoves moves,
      Mover mover,
      Publisher publisher,
      Service service,
      Archiver archiver,
      Purger purger) {
    this.moves = moves;
    this.mover = mover;
    this.publisher = publisher;
    this.service = service;
    this.archiver = archiver;
    this.purger = purger;
  }

  void run() {
    List<Dataset> unfinished = mover.unfinished();
    setbacks.forgetAllBut(unfinished.stream().map(Dataset::id).collect(Collectors.toSet()));
    unfinished.forEach(this::attempt);
  }

  /**
   * One dataset keeps nobody from the others, whatever stands in its way; its audit trail says
   * whether it was given up.
   */
  private void attempt(Dataset dataset) {
    Verb verb = dataset.intent().orElseThrow().verb();
    try {
      moves.ifNobodyElse(dataset.id(), hold -> finish(dataset.id(), hold));
    } catch (LeaseLostException | StaleRevisionException e) {
      LOG.info(
          "The {} of dataset '{}' was gone on with by another process",
          verb.label(),
          dataset.id(),
          e);
    } catch (ClosedException e) {
      throw e;
    } catch (RuntimeException e) {
      setbacks.tell(verb, dataset.id(), e);
    }
  }

  /** Somebody else may have finished it before nobody else could. */
  private void finish(DatasetId id, Hold hold) {
    mover
        .find(id)
        .ifPresent(present -> present.intent().ifPresent(intent -> finish(present, intent, hold)));
  }

  private void finish(Dataset dataset, Intent intent, Hold hold) {
    switch (intent.verb()) {
      case PUBLISH -> publisher.resume(dataset, hold);
      case RETIRE, REINSTATE, PAUSE, RESUME -> service.finish(dataset, hold);
      case ARCHIVE -> archiver.finishArchive(dataset, hold);
      case RESTORE -> archiver.finishRestore(dataset, hold);
      case PURGE -> purger.finish(dataset, hold);
      default -> throw new IllegalStateException("no such intent: " + intent);
    }
  }
}
