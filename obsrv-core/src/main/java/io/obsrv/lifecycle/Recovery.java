package io.obsrv.lifecycle;

import io.obsrv.archive.ArchiveException;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.LocationException;
import io.obsrv.dataset.StaleRevisionException;
import io.obsrv.error.InvalidException;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Hold;
import io.obsrv.event.LeaseLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what a process began and did not live to finish, or undoes it where it cannot be done
 * any more. What a living process is in the middle of is left to that. Stateless.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final RowMoves moves;
  private final Mover mover;
  private final Publisher publisher;
  private final Service service;
  private final Archiver archiver;
  private final Purger purger;

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
    for (Dataset dataset : mover.unfinished()) {
      moves.ifNobodyElse(dataset.id(), hold -> finish(dataset.id(), hold));
    }
  }

  /** Somebody else may have finished it before nobody else could. */
  private void finish(DatasetId id, Hold hold) {
    mover
        .find(id)
        .ifPresent(present -> present.intent().ifPresent(intent -> finish(present, intent, hold)));
  }

  private void finish(Dataset dataset, Intent intent, Hold hold) {
    try {
      switch (intent.verb()) {
        case PUBLISH -> publisher.resume(dataset, hold);
        case RETIRE, REINSTATE, PAUSE, RESUME -> service.finish(dataset, hold);
        case ARCHIVE -> archiver.finishArchive(dataset, hold);
        case RESTORE -> archiver.finishRestore(dataset, hold);
        case PURGE -> purger.finish(dataset, hold);
        default -> throw new IllegalStateException("no such intent: " + intent);
      }
    } catch (InvalidException | ArchiveException | IllegalMoveException | LocationException e) {
      // One dataset keeps nobody from the others; its audit trail says whether it was given up.
      warn(dataset, intent, e);
    } catch (LeaseLostException | StaleRevisionException e) {
      LOG.info(
          "The {} of dataset '{}' was gone on with by another process",
          intent.verb().label(),
          dataset.id(),
          e);
    } catch (ObsrvException e) {
      if (dataset.location().isHome() && !dataset.isRelocating()) {
        throw e;
      }
      // Nor does one location that fails keep anybody from the others.
      warn(dataset, intent, e);
    }
  }

  private static void warn(Dataset dataset, Intent intent, ObsrvException e) {
    LOG.warn(
        "The {} of dataset '{}' was not finished; call {} again",
        intent.verb().label(),
        dataset.id(),
        intent.verb().label(),
        e);
  }
}
