package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Verb;
import io.obsrv.error.Problems;
import io.obsrv.event.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes datasets out of service and back. The registry's word comes first; the store follows, and
 * can be told again. Stateless.
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
    Dataset retired = move(Verb.RETIRE, id, DatasetStatus.RETIRED);
    desk.store().admit(layout(retired), false);
    desk.engine().release(id);
    return retired;
  }

  Dataset reinstate(DatasetId id) {
    Dataset retired = mover.dataset(id);
    mover.check(Verb.REINSTATE, retired, Optional.empty());
    Problems problems = new Problems();
    new Dependencies(mover).check(layout(retired).definition(), problems);
    problems.refuseIfAny("Dataset '" + id + "' cannot be reinstated");
    Dataset live = move(Verb.REINSTATE, id, DatasetStatus.LIVE);
    if (live.run() == Dataset.Run.RUNNING) {
      Layout layout = layout(live);
      desk.store().admit(layout, true);
      desk.engine().activated(layout);
    }
    return live;
  }

  Dataset pause(DatasetId id) {
    Dataset paused = run(Verb.PAUSE, id, Dataset.Run.PAUSED);
    desk.store().admit(layout(paused), false);
    desk.engine().release(id);
    return paused;
  }

  Dataset resume(DatasetId id) {
    Dataset running = run(Verb.RESUME, id, Dataset.Run.RUNNING);
    Layout layout = layout(running);
    desk.store().admit(layout, true);
    desk.engine().activated(layout);
    return running;
  }

  private Dataset run(Verb verb, DatasetId id, Dataset.Run to) {
    Dataset dataset = mover.dataset(id);
    mover.check(verb, dataset, Optional.empty());
    if (dataset.run() == to) {
      throw new IllegalMoveException(verb, id, "it is %s already.".formatted(to));
    }
    Dataset next = dataset.withRun(to);
    mover.apply(dataset, next, mover.entry(dataset, verb, dataset.status()));
    return next;
  }

  private Dataset move(Verb verb, DatasetId id, DatasetStatus to) {
    Dataset dataset = mover.dataset(id);
    mover.check(verb, dataset, Optional.empty());
    Dataset next = dataset.withStatus(to);
    mover.apply(dataset, next, mover.entry(dataset, verb, to));
    return next;
  }

  private Layout layout(Dataset dataset) {
    return desk.layouts().of(dataset.id(), dataset.live().orElseThrow());
  }
}
