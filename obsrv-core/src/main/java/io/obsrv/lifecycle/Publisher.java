package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionChange;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problems;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.schema.ChangeClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts versions in force, in five steps of which each can be repeated: the intent in the registry,
 * room in the store, the switch in the store, the switch in the registry, and settling. A process
 * that dies between two of them leaves the old or the new version wholly live, and {@link #finish}
 * goes on from the intent. Stateless.
 */
final class Publisher {
  private final Desk desk;
  private final Mover mover;
  private final Planner planner;

  Publisher(Desk desk, Mover mover, Planner planner) {
    this.desk = desk;
    this.mover = mover;
    this.planner = planner;
  }

  DatasetVersion publish(DatasetId id) {
    return desk.moves()
        .alone(
            Verb.PUBLISH,
            id,
            hold -> {
              Dataset dataset = mover.dataset(id);
              return finish(
                  dataset.isUnderWay(Verb.PUBLISH) ? dataset : begin(dataset, ""), hold);
            });
  }

  /** Carries a plan out, if what it says still holds. */
  DatasetVersion publish(Plan plan) {
    return desk.moves().alone(Verb.PUBLISH, plan.id(), hold -> publishAlone(plan, hold));
  }

  private DatasetVersion publishAlone(Plan plan, Hold hold) {
    Dataset dataset = mover.dataset(plan.id());
    Plan present = planner.plan(plan.id());
    if (!present.agreesWith(plan)) {
      throw new IllegalMoveException(
          Verb.PUBLISH,
          plan.id(),
          "its plan does not hold any more. It was: %s. It is now: %s. Look at the new plan, then publish that."
              .formatted(plan, present));
    }
    return finish(begin(dataset, plan.reason().orElse("")), hold);
  }

  private Dataset begin(Dataset dataset, String reason) {
    Optional<DatasetVersion> draft = mover.draft(dataset);
    mover.check(Verb.PUBLISH, dataset, draft);
    DatasetVersion version = draft.orElseThrow();
    Reviewing.checkContent(Verb.PUBLISH, version);
    Problems problems = new Problems();
    new Dependencies(mover).check(version.definition(), problems);
    if (reason.isEmpty()) {
      planner.changes(dataset, version).stream()
          .filter(change -> change.changeClass() == ChangeClass.BREAKING)
          .forEach(change -> problems.add(change.path(), breaks(change)));
      Layout layout = desk.layouts().of(dataset.id(), version.number());
      desk.store()
          .losses(layout)
          .forEach(loss -> problems.add("tables/" + loss.table(), forced(loss.text())));
    }
    problems.refuseIfAny("Dataset '" + dataset.id() + "' cannot be published");
    Dataset begun = dataset.begun(new Intent(Verb.PUBLISH, reason));
    mover.apply(
        Optional.of(dataset),
        Optional.of(begun),
        List.of(),
        mover.entry(
            dataset.id(),
            Verb.PUBLISH,
            version,
            version.status().name(),
            reason.isEmpty() ? "begun" : "begun with force: " + reason));
    return begun;
  }

  private static String breaks(DefinitionChange change) {
    return forced("%s → %s is a breaking change".formatted(change.before(), change.after()));
  }

  private static String forced(String problem) {
    return problem + "; publish it with plan(…).force(reason)";
  }

  /** Goes on from the intent. */
  DatasetVersion finish(Dataset begun, Hold hold) {
    DatasetVersion version = mover.version(begun.id(), begun.draft().orElseThrow());
    Layout layout = desk.layouts().of(begun.id(), version.number());
    String reason = begun.intent().orElseThrow().reason();
    OnContradiction policy = reason.isEmpty() ? OnContradiction.REFUSE : OnContradiction.NULLIFY;
    try {
      // Who retires a master in between has seen the intent, or is seen here.
      Problems problems = new Problems();
      new Dependencies(mover).check(version.definition(), problems);
      problems.refuseIfAny("Dataset '" + begun.id() + "' cannot be published");
      hold.require();
      desk.store().prepare(layout);
      desk.store().backfill(layout, policy);
      desk.store().activate(layout, policy, hold);
    } catch (InvalidException e) {
      abandon(begun, version, Mover.paths(e));
      throw e;
    }
    DatasetVersion live = switchRegistry(begun, version, reason);
    desk.store().settle(layout);
    if (begun.run() == Dataset.Run.RUNNING) {
      desk.engine().activated(layout);
    }
    return live;
  }

  private DatasetVersion switchRegistry(Dataset begun, DatasetVersion version, String reason) {
    DatasetVersion live = version.withStatus(VersionStatus.LIVE);
    List<DatasetVersion> changed = new ArrayList<>(List.of(live));
    begun
        .live()
        .ifPresent(
            number ->
                changed.add(
                    mover.version(begun.id(), number).withStatus(VersionStatus.SUPERSEDED)));
    mover.apply(
        Optional.of(begun),
        Optional.of(begun.published()),
        changed,
        mover.entry(begun.id(), Verb.PUBLISH, live, version.status().name(), reason));
    return live;
  }

  private void abandon(Dataset begun, DatasetVersion version, String reason) {
    mover.apply(
        Optional.of(begun),
        Optional.of(begun.withIntentEnded()),
        List.of(),
        mover.entry(begun.id(), Verb.PUBLISH, version, version.status().name(), reason));
  }
}
