package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.Verb;
import io.obsrv.error.Problems;
import io.obsrv.event.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes datasets out of service and back. On the way out the registry's word comes first, which is
 * enough to refuse records; on the way back it comes last, and the intent first, so that a process
 * that dies leaves none that is live and takes nothing. Stateless.
 */
final class Service {
  private final Desk desk;
  private final Mover mover;

  Service(Desk desk, Mover mover) {
    this.desk = desk;
    this.mover = mover;
  }

  Dataset retire(DatasetId id) {
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
    Dataset dataset = mover.dataset(id);
    mover.check(Verb.RETIRE, dataset, Optional.empty());
    Dataset retired = dataset.withStatus(DatasetStatus.RETIRED);
    mover.apply(dataset, retired, mover.entry(dataset, Verb.RETIRE, retired.status()));
    desk.store().admit(layout(retired), false);
    desk.engine().release(id);
    return retired;
  }

  Dataset reinstate(DatasetId id) {
    Dataset dataset = mover.dataset(id);
    return finish(
        dataset.isUnderWay(Verb.REINSTATE) ? dataset : begin(Verb.REINSTATE, readmitted(dataset)));
  }

  private Dataset readmitted(Dataset retired) {
    mover.check(Verb.REINSTATE, retired, Optional.empty());
    Problems problems = new Problems();
    new Dependencies(mover).check(layout(retired).definition(), problems);
    problems.refuseIfAny("Dataset '" + retired.id() + "' cannot be reinstated");
    return retired;
  }

  Dataset pause(DatasetId id) {
    Dataset dataset = running(Verb.PAUSE, id, Dataset.Run.RUNNING);
    Dataset paused = dataset.withRun(Dataset.Run.PAUSED);
    mover.apply(dataset, paused, mover.entry(dataset, Verb.PAUSE, dataset.status()));
    desk.store().admit(layout(paused), false);
    desk.engine().release(id);
    return paused;
  }

  Dataset resume(DatasetId id) {
    Dataset dataset = mover.dataset(id);
    return finish(
        dataset.isUnderWay(Verb.RESUME)
            ? dataset
            : begin(Verb.RESUME, running(Verb.RESUME, id, Dataset.Run.PAUSED)));
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

  /** Goes on from the intent to reinstate or resume. */
  Dataset finish(Dataset begun) {
    Verb verb = begun.intent().orElseThrow().verb();
    Dataset back =
        verb == Verb.RESUME
            ? begun.withRun(Dataset.Run.RUNNING)
            : begun.withStatus(DatasetStatus.LIVE);
    boolean isRunning = back.run() == Dataset.Run.RUNNING;
    Layout layout = layout(begun);
    desk.store().admit(layout, isRunning);
    mover.apply(begun, back, mover.entry(begun, verb, back.status()));
    if (isRunning) {
      desk.engine().activated(layout);
    }
    return back;
  }

  private Layout layout(Dataset dataset) {
    return desk.layouts().of(dataset.id(), dataset.live().orElseThrow());
  }
}
