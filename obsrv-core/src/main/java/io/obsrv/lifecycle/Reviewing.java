package io.obsrv.lifecycle;

import io.obsrv.dataset.AuditFilter;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Review;
import io.obsrv.dataset.Review.Verdict;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The moves between an author and a reviewer. Stateless. */
final class Reviewing {
  private static final Set<Verb> WRITING =
      Set.of(Verb.CREATE, Verb.COPY, Verb.IMPORT, Verb.EDIT, Verb.ROLLBACK);

  private final Desk desk;
  private final Mover mover;
  private final String actor;

  Reviewing(Desk desk, Mover mover, String actor) {
    this.desk = desk;
    this.mover = mover;
    this.actor = actor;
  }

  DatasetVersion submit(DatasetId id) {
    Dataset dataset = mover.dataset(id);
    DatasetVersion draft = draft(Verb.SUBMIT, dataset);
    new DraftChecks(desk, mover).refuse(dataset, draft, "Dataset '" + id + "' cannot be submitted");
    return mover.move(Verb.SUBMIT, dataset, draft, draft.withStatus(VersionStatus.IN_REVIEW), "");
  }

  /** Of the draft, or else of what is in force. */
  List<Problem> warnings(DatasetId id) {
    Dataset dataset = mover.dataset(id);
    return mover
        .draft(dataset)
        .or(() -> dataset.live().stream().mapToObj(live -> mover.version(id, live)).findFirst())
        .map(version -> new Warnings(mover).of(version.definition()))
        .orElse(List.of());
  }

  DatasetVersion reject(DatasetId id, String comment) {
    return reviewed(Verb.REJECT, id, Verdict.REJECTED, VersionStatus.DRAFT, comment);
  }

  DatasetVersion approve(DatasetId id, String comment) {
    return reviewed(Verb.APPROVE, id, Verdict.APPROVED, VersionStatus.APPROVED, comment);
  }

  private DatasetVersion reviewed(
      Verb verb, DatasetId id, Verdict verdict, VersionStatus next, String comment) {
    Dataset dataset = mover.dataset(id);
    DatasetVersion draft = draft(verb, dataset);
    if (verb == Verb.APPROVE && fourEyes(dataset, draft) && isAuthor(dataset, draft)) {
      throw new IllegalMoveException(
          verb,
          id,
          "version %d is by %s, who cannot approve it too; four eyes are needed. Let somebody else approve it."
              .formatted(draft.number(), actor));
    }
    checkContent(verb, draft);
    Review review = new Review(actor, mover.now(), verdict, comment, draft.contentHash());
    return mover.move(verb, dataset, draft, draft.reviewed(next, review), comment);
  }

  /** Who has written any of a draft, and not only who wrote last. */
  private boolean isAuthor(Dataset dataset, DatasetVersion draft) {
    return draft.author().equals(actor)
        || desk.registry().audit(AuditFilter.ALL.dataset(draft.id()).actor(actor)).stream()
            .filter(entry -> !entry.at().isBefore(dataset.createdAt()))
            .filter(entry -> entry.version().equals(OptionalInt.of(draft.number())))
            .anyMatch(entry -> WRITING.contains(entry.verb()));
  }

  /** The live version counts too, so that an author cannot do without by an edit of their own. */
  private boolean fourEyes(Dataset dataset, DatasetVersion draft) {
    return desk.fourEyes()
        || draft.definition().fourEyes()
        || (dataset.live().isPresent()
            && mover.version(dataset.id(), dataset.live().getAsInt()).definition().fourEyes());
  }

  /** What is approved and published must be what was submitted, byte by byte. */
  static void checkContent(Verb verb, DatasetVersion version) {
    String found = DefinitionJson.contentHash(version.definition());
    if (!found.equals(version.contentHash())) {
      throw new IllegalMoveException(
          verb,
          version.id(),
          "the content of version %d is not what was submitted (hash %s, must be %s). Edit and submit it again."
              .formatted(version.number(), found, version.contentHash()));
    }
  }

  private DatasetVersion draft(Verb verb, Dataset dataset) {
    Optional<DatasetVersion> draft = mover.draft(dataset);
    mover.check(verb, dataset, draft);
    return draft.orElseThrow();
  }
}
