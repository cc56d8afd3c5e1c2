package io.obsrv.lifecycle;

import static io.obsrv.error.ErrorCode.ALREADY_EXISTS;
import static io.obsrv.error.ErrorCode.INVALID;
import static io.obsrv.error.ErrorCode.NOT_FOUND;

import io.obsrv.error.ErrorCode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the model declares datasets: anew, as a copy, or from a document. For one thread. */
final class WalkTransfers {
  private static final Optional<ErrorCode> DONE = Optional.empty();

  private final WalkState state;
  private final WalkMoves moves;
  private SortedMap<Integer, WalkForm> document = new TreeMap<>();

  WalkTransfers(WalkState state, WalkMoves moves) {
    this.state = state;
    this.moves = moves;
  }

  Optional<ErrorCode> create(String id, WalkForm form, String author) {
    if (state.isTaken(id)) {
      return Optional.of(ALREADY_EXISTS);
    }
    WalkDataset dataset = new WalkDataset();
    dataset.beginDraft(1, form, author);
    declare(id, dataset);
    return DONE;
  }

  /** Of what is in force, or else of the draft. */
  Optional<ErrorCode> copy(WalkDataset dataset, String newId, String author) {
    if (dataset.versions.isEmpty()) {
      return Optional.of(NOT_FOUND);
    }
    WalkDataset.Version basis =
        dataset.live == null ? dataset.draftVersion() : dataset.liveVersion();
    return create(newId, basis.form(), author);
  }

  Optional<ErrorCode> export(WalkDataset dataset) {
    if (dataset.versions.isEmpty()) {
      return Optional.of(NOT_FOUND);
    }
    document = new TreeMap<>();
    dataset.versions.forEach(
        (number, version) -> {
          if (!version.status().equals("DISCARDED")) {
            document.put(number, version.form());
          }
        });
    return DONE;
  }

  boolean hasDocument() {
    return !document.isEmpty();
  }

  Optional<ErrorCode> importNew(String id, String author) {
    if (state.isTaken(id) || isBroken()) {
      return Optional.of(INVALID);
    }
    WalkDataset dataset = new WalkDataset();
    document.forEach((number, form) -> dataset.beginDraft(number, form, author));
    document
        .headMap(document.lastKey())
        .forEach((n, form) -> dataset.versions.computeIfPresent(n, (k, v) -> v.in("SUPERSEDED")));
    declare(id, dataset);
    return DONE;
  }

  Optional<ErrorCode> importOver(String id, String author) {
    WalkDataset dataset = state.datasets.get(id);
    if (dataset == null || isBroken()) {
      return importNew(id, author);
    }
    WalkForm last = document.get(document.lastKey());
    return moves.edit(id, dataset, last, author).map(refusal -> INVALID);
  }

  /** The last is a draft, which may be. */
  private boolean isBroken() {
    return document.headMap(document.lastKey()).values().stream().anyMatch(WalkForm::broken);
  }

  private void declare(String id, WalkDataset dataset) {
    state.datasets.put(id, dataset);
    state.audit(id, 1);
  }
}
