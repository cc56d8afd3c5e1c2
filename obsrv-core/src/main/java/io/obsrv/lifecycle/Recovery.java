package io.obsrv.lifecycle;

import io.obsrv.archive.ArchiveException;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Intent;
import io.obsrv.error.InvalidException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what a process began and did not live to finish, or undoes it where it cannot be done
 * any more. Stateless.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Mover mover;
  private final Publisher publisher;
  private final Service service;
  private final Archiver archiver;
  private final Purger purger;

  Recovery(Mover mover, Publisher publisher, Service service, Archiver archiver, Purger purger) {
    this.mover = mover;
    this.publisher = publisher;
    this.service = service;
    this.archiver = archiver;
    this.purger = purger;
  }

  void run() {
    for (Dataset dataset : mover.list()) {
      dataset.intent().ifPresent(intent -> finish(dataset, intent));
    }
  }

  private void finish(Dataset dataset, Intent intent) {
    try {
      switch (intent.verb()) {
        case PUBLISH -> publisher.finish(dataset);
        case RETIRE, REINSTATE, PAUSE, RESUME -> service.finish(dataset);
        case ARCHIVE -> archiver.finishArchive(dataset);
        case RESTORE -> archiver.finishRestore(dataset);
        case PURGE -> purger.finish(dataset);
        default -> throw new IllegalStateException("no such intent: " + intent);
      }
    } catch (InvalidException | ArchiveException | IllegalMoveException e) {
      // One dataset keeps nobody from the others; its audit trail says whether it was given up.
      LOG.warn(
          "The {} of dataset '{}' was not finished; call {} again",
          intent.verb().label(),
          dataset.id(),
          intent.verb().label(),
          e);
    }
  }
}
