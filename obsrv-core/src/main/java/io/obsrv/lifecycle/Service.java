package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.Verb;
import io.obsrv.error.Problems;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes datasets out of service and back: the intent first, then the store's word, which counts for
 * every process, then the registry's. A process that dies between two of them leaves none that is
 * live and takes nothing, nor one that is not and does. Stateless.
 */
final class Service {
  private final Desk desk;
  private final Mover mover;

  Service(Desk desk, Mover mover) {
    this.desk = desk;
    this.mover = mover;
  }

  Dataset retire(DatasetId id) {
    return desk.moves().alone(Verb.RETIRE, id, hold -> retire(id, hold));
  }

  private Dataset retire(DatasetId id, Hold hold) {
    Dataset dataset = mover.dataset(id);
    if (!dataset.isUnderWay(Verb.RETIRE)) {
      mover.check(Verb.RETIRE, dataset, Optional.empty());
      refuseIfLookedUp(id);
      dataset = begin(Verb.RETIRE, dataset);
    }
    return finish(dataset, hold);
  }

  private void refuseIfLookedUp(DatasetId id) {
    List<DatasetId> dependents = new Dependencies(mover).on(id);
    if (!dependents.isEmpty()) {
      throw new IllegalMoveException(
          Verb.RETIRE,
          id,
          "it is looked up by %s. Take their enrichments away, or retire them first."
              .formatted(
                  dependents.stream()
                      .map(dependent -> "'" + dependent + "'")
                      .collect(Collectors.joining(", "))));
    }
  }

  Dataset reinstate(DatasetId id) {
    return desk.moves().alone(Verb.REINSTATE, id, hold -> reinstate(id, hold));
  }

  private Dataset reinstate(DatasetId id, Hold hold) {
    Dataset dataset = mover.dataset(id);
    return finish(
        dataset.isUnderWay(Verb.REINSTATE) ? dataset : begin(Verb.REINSTATE, readmitted(dataset)),
        hold);
  }

  private Dataset readmitted(Dataset retired) {
    mover.check(Verb.REINSTATE, retired, Optional.empty());
    Problems problems = new Problems();
    new Dependencies(mover).check(layout(retired).definition(), problems);
    problems.refuseIfAny("Dataset '" + retired.id() + "' cannot be reinstated");
    return retired;
  }

  Dataset pause(DatasetId id) {
    return desk.moves().alone(Verb.PAUSE, id, hold -> pause(id, hold));
  }

  private Dataset pause(DatasetId id, Hold hold) {
    Dataset dataset = mover.dataset(id);
    return finish(
        dataset.isUnderWay(Verb.PAUSE)
            ? dataset
            : begin(Verb.PAUSE, running(Verb.PAUSE, id, Dataset.Run.RUNNING)),
        hold);
  }

  Dataset resume(DatasetId id) {
    return desk.moves().alone(Verb.RESUME, id, hold -> resume(id, hold));
  }

  private Dataset resume(DatasetId id, Hold hold) {
    Dataset dataset = mover.dataset(id);
    return finish(
        dataset.isUnderWay(Verb.RESUME)
            ? dataset
            : begin(Verb.RESUME, running(Verb.RESUME, id, Dataset.Run.PAUSED)),
        hold);
  }

  private Dataset running(Verb verb, DatasetId id, Dataset.Run from) {
    Dataset dataset = mover.dataset(id);
    mover.check(verb, dataset, Optional.empty());
    if (dataset.run() != from) {
      throw new IllegalMoveException(verb, id, "it is %s already.".formatted(dataset.run()));
    }
    return dataset;
  }

  private Dataset begin(Verb verb, Dataset dataset) {
    Dataset begun = dataset.begun(new Intent(verb, ""));
    mover.apply(dataset, begun, mover.entry(dataset, verb, dataset.status(), "begun"));
    return begun;
  }

  /** Goes on from the intent. */
  Dataset finish(Dataset begun, Hold hold) {
    Verb verb = begun.intent().orElseThrow().verb();
    if (verb == Verb.RETIRE) {
      leave(begun);
    }
    Dataset moved = moved(verb, begun);
    boolean takesRecords =
        moved.status() == DatasetStatus.LIVE && moved.run() == Dataset.Run.RUNNING;
    if (!takesRecords) {
      desk.engine().release(begun.id());
    }
    Layout layout = layout(begun);
    desk.store().admit(layout, takesRecords, hold);
    mover.apply(begun, moved, mover.entry(begun, verb, moved.status()));
    if (takesRecords) {
      desk.engine().activated(layout);
    } else {
      // Who pushed in between has made a lane again.
      desk.engine().release(begun.id());
    }
    return moved;
  }

  /** Who published in between has seen the intent, or is seen here. */
  private void leave(Dataset begun) {
    try {
      refuseIfLookedUp(begun.id());
    } catch (IllegalMoveException e) {
      mover.apply(
          begun,
          begun.withIntentEnded(),
          mover.entry(begun, Verb.RETIRE, begun.status(), String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private static Dataset moved(Verb verb, Dataset begun) {
    return switch (verb) {
      case RETIRE -> begun.withStatus(DatasetStatus.RETIRED);
      case REINSTATE -> begun.withStatus(DatasetStatus.LIVE);
      case PAUSE -> begun.withRun(Dataset.Run.PAUSED);
      case RESUME -> begun.withRun(Dataset.Run.RUNNING);
      default -> throw new IllegalStateException("no such move: " + verb);
    };
  }

  private Layout layout(Dataset dataset) {
    return desk.layouts().of(dataset.id(), dataset.live().orElseThrow());
  }
}
