package io.obsrv.lifecycle;

import static io.obsrv.error.ErrorCode.ALREADY_EXISTS;
import static io.obsrv.error.ErrorCode.ILLEGAL_MOVE;
import static io.obsrv.error.ErrorCode.INGEST_REFUSED;
import static io.obsrv.error.ErrorCode.INVALID;
import static io.obsrv.error.ErrorCode.NOT_FOUND;
import static io.obsrv.error.ErrorCode.STALE_REVISION;

import io.obsrv.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the calls of a walk should do. For one thread. */
final class WalkModel {
  private static final Optional<ErrorCode> DONE = Optional.empty();

  private final WalkState state = new WalkState();
  private final WalkNames names;
  private final WalkMoves moves;
  private final WalkTransfers transfers;
  private final Map<String, Seen> seen = new HashMap<>();
  private @Nullable Planned plan;

  WalkModel(WalkNames names, boolean fourEyes) {
    this.names = names;
    this.moves = new WalkMoves(state, fourEyes);
    this.transfers = new WalkTransfers(state, moves);
  }

  WalkState state() {
    return state;
  }

  /** A dataset as somebody has read it. */
  private record Seen(String id, WalkDataset dataset, long revision) {}

  /** What a plan is about; it holds as long as this is so. */
  private record Planned(
      String id, @Nullable Integer live, int version, WalkForm form, long contradictions) {
    static Planned of(String id, WalkDataset dataset) {
      return new Planned(
          id, dataset.live, dataset.draft, dataset.draftVersion().form(), dataset.contradictions());
    }
  }

  /** Whether there is what the step needs to be called with. */
  boolean isPossible(WalkStep step) {
    return switch (step.act()) {
      case IMPORT, IMPORT_OVER -> transfers.hasDocument();
      case EDIT_SEEN -> seen.containsKey(step.actor());
      case PUBLISH_PLAN, FORCE_PLAN -> plan != null;
      case LOOK -> state.datasets.containsKey(names.id(step));
      default -> true;
    };
  }

  /** What a possible step meets: the code of the refusal, or nothing if it is done. */
  Optional<ErrorCode> make(WalkStep step) {
    String id = names.id(step);
    return switch (step.act()) {
      case CREATE -> transfers.create(id, WalkForm.FIRST, step.actor());
      case IMPORT -> transfers.importNew(id, step.actor());
      case IMPORT_OVER -> transfers.importOver(id, step.actor());
      case EDIT_SEEN -> editSeen(step);
      case PUBLISH_PLAN -> publish(plan, false);
      case FORCE_PLAN -> publish(plan, true);
      case INGEST -> ingest(id, step);
      case INGEST_BY_ALIAS -> ingest(names.alias(step), step);
      case ALIAS -> alias(names.alias(step), id);
      case WITHOUT_ALIAS -> withoutAlias(names.alias(step));
      default ->
          state.datasets.containsKey(id)
              ? make(id, state.datasets.get(id), step)
              : Optional.of(NOT_FOUND);
    };
  }

  private Optional<ErrorCode> make(String id, WalkDataset dataset, WalkStep step) {
    return switch (step.act()) {
      case COPY -> transfers.copy(dataset, names.other(step), step.actor());
      case EXPORT -> transfers.export(dataset);
      case PLAN -> plan(id, dataset);
      case LOOK -> {
        seen.put(step.actor(), new Seen(id, dataset, dataset.revision));
        yield DONE;
      }
      default -> moves.make(id, dataset, step);
    };
  }

  private Optional<ErrorCode> editSeen(WalkStep step) {
    Seen before = seen.get(step.actor());
    WalkDataset now = state.datasets.get(before.id());
    return now == before.dataset() && now.revision == before.revision()
        ? moves.edit(before.id(), now, step)
        : Optional.of(STALE_REVISION);
  }

  private Optional<ErrorCode> plan(String id, WalkDataset dataset) {
    if (dataset.draft == null) {
      return Optional.of(ILLEGAL_MOVE);
    }
    if (dataset.draftVersion().form().broken()) {
      return Optional.of(INVALID);
    }
    plan = Planned.of(id, dataset);
    return DONE;
  }

  private Optional<ErrorCode> publish(Planned planned, boolean forced) {
    WalkDataset dataset = state.datasets.get(planned.id());
    if (dataset == null) {
      return Optional.of(NOT_FOUND);
    }
    if (dataset.draft != null && dataset.draftVersion().form().broken()) {
      return Optional.of(INVALID);
    }
    boolean holds = dataset.draft != null && Planned.of(planned.id(), dataset).equals(planned);
    return holds ? moves.publish(planned.id(), dataset, forced) : Optional.of(ILLEGAL_MOVE);
  }

  private Optional<ErrorCode> ingest(String name, WalkStep step) {
    WalkDataset dataset = state.named(name);
    if (dataset == null) {
      return Optional.of(NOT_FOUND);
    }
    if (!dataset.status.equals("LIVE") || dataset.paused) {
      return Optional.of(INGEST_REFUSED);
    }
    dataset.ingest(WalkRecord.of(step.pick()));
    return DONE;
  }

  private Optional<ErrorCode> alias(String name, String id) {
    if (state.datasets.containsKey(name)) {
      return Optional.of(ALREADY_EXISTS);
    }
    WalkDataset dataset = state.datasets.get(id);
    if (dataset == null || dataset.status.equals("PURGED")) {
      return Optional.of(NOT_FOUND);
    }
    if (!id.equals(state.aliases.put(name, id))) {
      state.audit(name, 1);
    }
    return DONE;
  }

  private Optional<ErrorCode> withoutAlias(String name) {
    if (state.aliases.remove(name) == null) {
      return Optional.of(NOT_FOUND);
    }
    state.audit(name, 1);
    return DONE;
  }
}
