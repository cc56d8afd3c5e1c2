package io.obsrv.dataset;

import static io.obsrv.dataset.DatasetStatus.ARCHIVED;
import static io.obsrv.dataset.DatasetStatus.DRAFT;
import static io.obsrv.dataset.DatasetStatus.LIVE;
import static io.obsrv.dataset.DatasetStatus.PURGED;
import static io.obsrv.dataset.DatasetStatus.RETIRED;
import static io.obsrv.dataset.VersionStatus.APPROVED;
import static io.obsrv.dataset.VersionStatus.IN_REVIEW;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of legal moves: data, which one method looks up. The README prints it. */
public final class Transitions {
  private static final @Nullable DatasetStatus NONE = null;
  private static final @Nullable VersionStatus ANY = null;

  /** Every legal move. */
  public static final List<Transition> ALL =
      List.of(
          move(Verb.CREATE, NONE, ANY, DRAFT, VersionStatus.DRAFT),
          move(Verb.COPY, NONE, ANY, DRAFT, VersionStatus.DRAFT),
          move(Verb.IMPORT, NONE, ANY, DRAFT, VersionStatus.DRAFT),
          move(Verb.EDIT, DRAFT, VersionStatus.DRAFT, DRAFT, VersionStatus.DRAFT),
          move(Verb.EDIT, DRAFT, IN_REVIEW, DRAFT, VersionStatus.DRAFT),
          move(Verb.EDIT, DRAFT, APPROVED, DRAFT, VersionStatus.DRAFT),
          move(Verb.EDIT, LIVE, ANY, LIVE, VersionStatus.DRAFT),
          move(Verb.EDIT, LIVE, VersionStatus.DRAFT, LIVE, VersionStatus.DRAFT),
          move(Verb.EDIT, LIVE, IN_REVIEW, LIVE, VersionStatus.DRAFT),
          move(Verb.EDIT, LIVE, APPROVED, LIVE, VersionStatus.DRAFT),
          move(Verb.DISCARD, DRAFT, VersionStatus.DRAFT, NONE, VersionStatus.DISCARDED),
          move(Verb.DISCARD, DRAFT, IN_REVIEW, NONE, VersionStatus.DISCARDED),
          move(Verb.DISCARD, DRAFT, APPROVED, NONE, VersionStatus.DISCARDED),
          move(Verb.DISCARD, LIVE, VersionStatus.DRAFT, LIVE, VersionStatus.DISCARDED),
          move(Verb.DISCARD, LIVE, IN_REVIEW, LIVE, VersionStatus.DISCARDED),
          move(Verb.DISCARD, LIVE, APPROVED, LIVE, VersionStatus.DISCARDED),
          move(Verb.SUBMIT, DRAFT, VersionStatus.DRAFT, DRAFT, IN_REVIEW),
          move(Verb.SUBMIT, LIVE, VersionStatus.DRAFT, LIVE, IN_REVIEW),
          move(Verb.REJECT, DRAFT, IN_REVIEW, DRAFT, VersionStatus.DRAFT),
          move(Verb.REJECT, LIVE, IN_REVIEW, LIVE, VersionStatus.DRAFT),
          move(Verb.APPROVE, DRAFT, IN_REVIEW, DRAFT, APPROVED),
          move(Verb.APPROVE, LIVE, IN_REVIEW, LIVE, APPROVED),
          move(Verb.PUBLISH, DRAFT, APPROVED, LIVE, VersionStatus.LIVE),
          move(Verb.PUBLISH, LIVE, APPROVED, LIVE, VersionStatus.LIVE),
          move(Verb.ROLLBACK, LIVE, ANY, LIVE, VersionStatus.DRAFT),
          move(Verb.PAUSE, LIVE, ANY, LIVE, ANY),
          move(Verb.RESUME, LIVE, ANY, LIVE, ANY),
          move(Verb.RETIRE, LIVE, ANY, RETIRED, ANY),
          move(Verb.REINSTATE, RETIRED, ANY, LIVE, ANY),
          move(Verb.ARCHIVE, RETIRED, ANY, ARCHIVED, ANY),
          move(Verb.RESTORE, ARCHIVED, ANY, RETIRED, ANY),
          move(Verb.PURGE, DRAFT, ANY, PURGED, ANY),
          move(Verb.PURGE, RETIRED, ANY, PURGED, ANY),
          move(Verb.PURGE, ARCHIVED, ANY, PURGED, ANY));

  private Transitions() {}

  /**
   * Looks a move up.
   *
   * @param verb the call
   * @param dataset the dataset's present status
   * @param version the status of the version being worked on; empty if there is none
   * @return the move
   * @throws IllegalMoveException if there is none, naming the states it needs
   */
  public static Transition find(Verb verb, Dataset dataset, Optional<DatasetVersion> version) {
    Optional<VersionStatus> status = version.map(DatasetVersion::status);
    return ALL.stream()
        .filter(move -> move.verb() == verb)
        .filter(move -> move.dataset().equals(Optional.of(dataset.status())))
        .filter(move -> move.version().equals(status) || !movesVersion(move))
        .findFirst()
        .orElseThrow(() -> new IllegalMoveException(verb, dataset, version, needed(verb)));
  }

  private static boolean movesVersion(Transition move) {
    return move.version().isPresent() || move.versionAfter().isPresent();
  }

  private static String needed(Verb verb) {
    return ALL.stream()
        .filter(move -> move.verb() == verb)
        .map(Transitions::before)
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  private static String before(Transition move) {
    return move.version()
        .map(version -> "a version that is " + version)
        .orElse(
            "a dataset that is "
                + move.dataset().map(Enum::name).orElse("absent")
                + (move.dataset().isPresent() && move.versionAfter().isPresent()
                    ? " and has no draft"
                    : ""));
  }

  private static Transition move(
      Verb verb,
      @Nullable DatasetStatus dataset,
      @Nullable VersionStatus version,
      @Nullable DatasetStatus datasetAfter,
      @Nullable VersionStatus versionAfter) {
    return new Transition(
        verb,
        Optional.ofNullable(dataset),
        Optional.ofNullable(version),
        Optional.ofNullable(datasetAfter),
        Optional.ofNullable(versionAfter));
  }
}
