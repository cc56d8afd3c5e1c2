package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionChange;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.Relocation;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.error.ObsrvException;
import io.obsrv.error.Problems;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.LeaseLostException;
import io.obsrv.event.OnContradiction;
import io.obsrv.schema.ChangeClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts versions in force, in four steps of which each can be repeated: the intent in the registry,
 * room in the store, the switch in the store, and the switch in the registry. One that is at
 * another location is live there first as the version before, with its rows ({@link Relocator}). A
 * process that dies between two of them leaves the old or the new version wholly live, and {@link
 * #finish} goes on from the intent. What only the versions before needed is removed behind them, or
 * behind those of the next version. Stateless.
 */
final class Publisher {
  private final Desk desk;
  private final Mover mover;
  private final Planner planner;
  private final Relocator relocator;

  Publisher(Desk desk, Mover mover, Planner planner) {
    this.desk = desk;
    this.mover = mover;
    this.planner = planner;
    relocator = new Relocator(desk, mover);
  }

  DatasetVersion publish(DatasetId id) {
    return desk.moves().alone(Verb.PUBLISH, id, hold -> publishAlone(id, hold));
  }

  private DatasetVersion publishAlone(DatasetId id, Hold hold) {
    Dataset dataset = mover.dataset(id);
    if (dataset.relocation(Relocation.Phase.LEAVING).isPresent()) {
      Dataset settled = relocator.finish(dataset, hold);
      return settled.draft().isEmpty()
          ? mover.version(id, settled.live().orElseThrow())
          : finish(begin(settled, "", hold), hold);
    }
    return finish(dataset.isUnderWay(Verb.PUBLISH) ? dataset : begin(dataset, "", hold), hold);
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
    return finish(begin(dataset, plan.reason().orElse(""), hold), hold);
  }

  private Dataset begin(Dataset dataset, String reason, Hold hold) {
    Optional<DatasetVersion> draft = mover.draft(dataset);
    mover.check(Verb.PUBLISH, dataset, draft);
    DatasetVersion version = draft.orElseThrow();
    Reviewing.checkContent(Verb.PUBLISH, version);
    Problems problems = new Problems();
    new Dependencies(mover).check(version.definition(), problems);
    Layout layout = desk.layouts().of(dataset.id(), version.number());
    boolean moves = Relocator.isNeeded(dataset, version);
    if (moves || dataset.live().isEmpty()) {
      vacant(layout, problems);
    }
    if (reason.isEmpty()) {
      planner.changes(dataset, version).stream()
          .filter(change -> change.changeClass() == ChangeClass.BREAKING)
          .forEach(change -> problems.add(change.path(), breaks(change)));
      desk.store()
          .losses(layout)
          .forEach(loss -> problems.add("tables/" + loss.table(), forced(loss.text())));
    }
    problems.refuseIfAny("Dataset '" + dataset.id() + "' cannot be published");
    Dataset begun = begun(dataset, version, reason, hold);
    mover.apply(
        Optional.of(dataset),
        Optional.of(begun),
        List.of(),
        mover.entry(
            dataset.id(),
            Verb.PUBLISH,
            version,
            version.status().name(),
            begunWith(reason) + moving(begun)));
    return begun;
  }

  /** What is there under the name of the dataset is none of its own. */
  private void vacant(Layout layout, Problems problems) {
    if (desk.store().holds(layout)) {
      problems.add(
          "location",
          "'%s' has rows of another dataset of this name, must have none; does another library use it?"
              .formatted(layout.location()));
    }
  }

  private Dataset begun(Dataset dataset, DatasetVersion version, String reason, Hold hold) {
    Location location = version.definition().location();
    if (Relocator.isNeeded(dataset, version)) {
      return dataset.begun(
          new Intent(Verb.PUBLISH, reason, Optional.of(Relocation.entering(location))));
    }
    if (!dataset.location().equals(location)) {
      // Left by a first publication that was given up.
      desk.archives().drop(dataset.id(), hold);
    }
    return dataset.begunAt(location, new Intent(Verb.PUBLISH, reason));
  }

  private static String begunWith(String reason) {
    return reason.isEmpty() ? "begun" : "begun with force: " + reason;
  }

  private static String moving(Dataset begun) {
    return begun
        .relocation(Relocation.Phase.ENTERING)
        .map(to -> ", rows move from '%s' to '%s'".formatted(begun.location(), to))
        .orElse("");
  }

  private static String breaks(DefinitionChange change) {
    return forced("%s → %s is a breaking change".formatted(change.before(), change.after()));
  }

  private static String forced(String problem) {
    return problem + "; publish it with plan(…).force(reason)";
  }

  /** Goes on from the intent. */
  void resume(Dataset begun, Hold hold) {
    if (begun.relocation(Relocation.Phase.LEAVING).isPresent()) {
      Dataset unused = relocator.finish(begun, hold);
    } else {
      DatasetVersion unused = finish(begun, hold);
    }
  }

  private DatasetVersion finish(Dataset begun, Hold hold) {
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
      begun.relocation(Relocation.Phase.ENTERING).ifPresent(to -> relocator.copy(begun, to, hold));
      desk.store().prepare(layout, hold);
      desk.store().backfill(layout, policy, hold);
      desk.store().activate(layout, policy, hold);
    } catch (RuntimeException e) {
      giveUp(begun, version, e, hold);
      throw e;
    }
    DatasetVersion live = version.withStatus(VersionStatus.LIVE);
    Dataset published = switchRegistry(begun, version, live, reason);
    if (published.isRelocating()) {
      Dataset unused = relocator.finish(published, hold);
      return live;
    }
    if (begun.run() == Dataset.Run.RUNNING) {
      desk.engine().activated(layout);
    }
    Settling.after(layout, desk.store(), hold);
    return live;
  }

  private Dataset switchRegistry(
      Dataset begun, DatasetVersion version, DatasetVersion live, String reason) {
    List<DatasetVersion> changed = new ArrayList<>(List.of(live));
    begun
        .live()
        .ifPresent(
            number ->
                changed.add(
                    mover.version(begun.id(), number).withStatus(VersionStatus.SUPERSEDED)));
    Dataset published =
        begun.relocation(Relocation.Phase.ENTERING).map(begun::moved).orElseGet(begun::published);
    mover.apply(
        Optional.of(begun),
        Optional.of(published),
        changed,
        mover.entry(begun.id(), Verb.PUBLISH, live, version.status().name(), reason));
    return published;
  }

  /**
   * What is refused is given up. Rows that are on their way stay where they were whatever failed:
   * meanwhile nobody could write.
   */
  private void giveUp(Dataset begun, DatasetVersion version, RuntimeException cause, Hold hold) {
    Optional<Location> to = begun.relocation(Relocation.Phase.ENTERING);
    if (to.isPresent()) {
      // Who was interrupted could do nothing more, and does not leave the dataset shut either.
      boolean isInterrupted = Thread.interrupted();
      try {
        Dataset staying = begun.staying(to.get());
        abandon(begun, staying, version, cause, hold);
        Dataset unused = relocator.finish(staying, hold);
      } catch (LeaseLostException e) {
        e.addSuppressed(cause);
        throw e;
      } catch (RuntimeException e) {
        // The intent is there still, from which the next call or process goes on.
        cause.addSuppressed(e);
      } finally {
        if (isInterrupted) {
          Thread.currentThread().interrupt();
        }
      }
    } else if (cause instanceof InvalidException) {
      abandon(begun, begun.withIntentEnded(), version, cause, hold);
    }
  }

  /** For the audit trail, without a message, which may show values. */
  private static String why(RuntimeException cause) {
    if (cause instanceof InvalidException refusal) {
      return Mover.paths(refusal);
    }
    return "failed: "
        + (cause instanceof ObsrvException known
            ? known.code().name()
            : cause.getClass().getSimpleName());
  }

  /** What another process may have gone on with by now is left to that. */
  private void abandon(
      Dataset begun, Dataset next, DatasetVersion version, RuntimeException cause, Hold hold) {
    hold.require();
    mover.apply(
        Optional.of(begun),
        Optional.of(next),
        List.of(),
        mover.entry(begun.id(), Verb.PUBLISH, version, version.status().name(), why(cause)));
  }
}
