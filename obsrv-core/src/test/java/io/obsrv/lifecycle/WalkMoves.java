package io.obsrv.lifecycle;

import static io.obsrv.error.ErrorCode.ILLEGAL_MOVE;
import static io.obsrv.error.ErrorCode.INVALID;
import static io.obsrv.error.ErrorCode.NOT_FOUND;

import io.obsrv.error.ErrorCode;
import java.util.Locale;
import java.util.Optional;

/**
 * How the model moves a dataset that is there: as the table says, but for what is refused beside
 * it. For one thread.
 */
final class WalkMoves {
  private static final Optional<ErrorCode> DONE = Optional.empty();
  private static final Optional<ErrorCode> ILLEGAL = Optional.of(ILLEGAL_MOVE);

  private final WalkState state;
  private final boolean fourEyes;

  WalkMoves(WalkState state, boolean fourEyes) {
    this.state = state;
    this.fourEyes = fourEyes;
  }

  Optional<ErrorCode> make(String id, WalkDataset dataset, WalkStep step) {
    String verb = step.act().name().toLowerCase(Locale.ROOT);
    return switch (step.act()) {
      case EDIT -> edit(id, dataset, step);
      case DISCARD -> discard(id, dataset);
      case SUBMIT -> submit(id, dataset);
      case APPROVE -> approve(id, dataset, step.actor());
      case PUBLISH -> publish(id, dataset, false);
      case ROLLBACK -> rollback(id, dataset, step);
      case PAUSE, RESUME -> run(verb, id, dataset, step.act() == WalkStep.Act.PAUSE);
      case RETIRE, REINSTATE, ARCHIVE, RESTORE -> moved(verb, id, dataset, 2);
      case PURGE -> purge(id, dataset);
      default -> moved(verb, id, dataset, 1);
    };
  }

  /** Moves the dataset and its draft as the table says, which leaves some audit rows. */
  private Optional<ErrorCode> moved(String verb, String id, WalkDataset dataset, int rows) {
    Optional<WalkTable.After> after = WalkTable.find(verb, dataset.status, dataset.draftStatus());
    if (after.isEmpty()) {
      return ILLEGAL;
    }
    dataset.status = after.get().dataset();
    if (dataset.draft != null) {
      dataset.versions.put(dataset.draft, dataset.draftVersion().in(after.get().version()));
    }
    account(id, dataset, rows);
    return DONE;
  }

  private void account(String id, WalkDataset dataset, int rows) {
    dataset.revision += rows;
    state.audit(id, rows);
  }

  Optional<ErrorCode> edit(String id, WalkDataset dataset, WalkStep step) {
    return dataset.versions.isEmpty()
        ? ILLEGAL
        : edit(id, dataset, dataset.worked().form().changed(step.pick()), step.actor());
  }

  Optional<ErrorCode> edit(String id, WalkDataset dataset, WalkForm form, String actor) {
    int number = dataset.draft == null ? dataset.lastVersion + 1 : dataset.draft;
    return moved("edit", id, dataset, 1).or(() -> begun(dataset, number, form, actor));
  }

  private static Optional<ErrorCode> begun(
      WalkDataset dataset, int number, WalkForm form, String actor) {
    dataset.beginDraft(number, form, actor);
    return DONE;
  }

  private Optional<ErrorCode> discard(String id, WalkDataset dataset) {
    if (dataset.status.equals("DRAFT") && state.aliases.containsValue(id)) {
      return ILLEGAL;
    }
    return moved("discard", id, dataset, 1)
        .or(
            () -> {
              dataset.draft = null;
              if (dataset.status.equals(WalkTable.NONE)) {
                state.datasets.remove(id);
              }
              return DONE;
            });
  }

  private Optional<ErrorCode> submit(String id, WalkDataset dataset) {
    boolean refused =
        WalkTable.find("submit", dataset.status, dataset.draftStatus()).isPresent()
            && dataset.draftVersion().form().broken();
    return refused ? Optional.of(INVALID) : moved("submit", id, dataset, 1);
  }

  private Optional<ErrorCode> approve(String id, WalkDataset dataset, String actor) {
    boolean own = dataset.draft != null && dataset.writers.contains(actor);
    boolean needsAnother =
        fourEyes
            || (dataset.draft != null && dataset.draftVersion().form().fourEyes())
            || (dataset.live != null && dataset.liveVersion().form().fourEyes());
    return own && needsAnother ? ILLEGAL : moved("approve", id, dataset, 1);
  }

  Optional<ErrorCode> publish(String id, WalkDataset dataset, boolean forced) {
    if (WalkTable.find("publish", dataset.status, dataset.draftStatus()).isEmpty()) {
      return ILLEGAL;
    }
    if (dataset.isBreaking() && !forced) {
      return Optional.of(INVALID);
    }
    if (dataset.contradictions() > 0 && !forced) {
      account(id, dataset, 2);
      return Optional.of(INVALID);
    }
    return moved("publish", id, dataset, 2)
        .or(
            () -> {
              dataset.publish();
              return DONE;
            });
  }

  /** To one of the first versions. */
  private Optional<ErrorCode> rollback(String id, WalkDataset dataset, WalkStep step) {
    if (WalkTable.find("rollback", dataset.status, dataset.draftStatus()).isEmpty()) {
      return ILLEGAL;
    }
    WalkDataset.Version base = dataset.versions.get(step.version());
    if (base == null) {
      return Optional.of(NOT_FOUND);
    }
    return base.status().equals("SUPERSEDED")
        ? moved("rollback", id, dataset, 1)
            .or(() -> begun(dataset, dataset.lastVersion + 1, base.form(), step.actor()))
        : ILLEGAL;
  }

  private Optional<ErrorCode> run(String verb, String id, WalkDataset dataset, boolean pause) {
    if (dataset.paused == pause) {
      return ILLEGAL;
    }
    return moved(verb, id, dataset, 2)
        .or(
            () -> {
              dataset.paused = pause;
              return DONE;
            });
  }

  private Optional<ErrorCode> purge(String id, WalkDataset dataset) {
    return state.aliases.containsValue(id)
        ? ILLEGAL
        : moved("purge", id, dataset, 2).or(() -> emptied(dataset));
  }

  private static Optional<ErrorCode> emptied(WalkDataset dataset) {
    dataset.live = null;
    dataset.draft = null;
    dataset.paused = false;
    dataset.versions.clear();
    dataset.rows.clear();
    return DONE;
  }
}
