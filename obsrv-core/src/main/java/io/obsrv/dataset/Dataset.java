package io.obsrv.dataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A dataset as the registry knows it; its definitions are in its versions.
 *
 * @param id its name
 * @param status where it is in its life
 * @param revision counts the changes, from 1; every move names the one it saw
 * @param lastVersion the highest version number given so far; numbers are never reused
 * @param live the version in force, if one was ever published
 * @param draft the version being worked on (draft, in review or approved), if there is one
 * @param run whether a live dataset takes records
 * @param intent the move that has begun and is not finished, if any
 * @param archive the newest bundle of its rows, if there is one
 * @param location where its rows are, or will be when it is published first
 * @param createdAt when it was declared
 */
public record Dataset(
    DatasetId id,
    DatasetStatus status,
    long revision,
    int lastVersion,
    OptionalInt live,
    OptionalInt draft,
    Run run,
    Optional<Intent> intent,
    Optional<Archive> archive,
    Location location,
    Instant createdAt) {

  /** Whether a live dataset takes records. */
  public enum Run {
    /** It does: {@code publish} or {@code resume}. */
    RUNNING,
    /** Its connectors rest and pushes are refused: {@code pause}. */
    PAUSED
  }

  /** Cuts the instant to microseconds, which is what every store can keep. */
  public Dataset {
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * A dataset that has just been declared, with version 1 as its draft.
   *
   * @param id its name
   * @param createdAt when
   * @return revision 1
   */
  public static Dataset declared(DatasetId id, Instant createdAt) {
    return declared(id, 1, createdAt);
  }

  /**
   * A dataset that has just been declared.
   *
   * @param id its name
   * @param draft the number of its draft: 1, or more if it comes with versions from elsewhere
   * @param createdAt when
   * @return revision 1
   */
  public static Dataset declared(DatasetId id, int draft, Instant createdAt) {
    return new Dataset(
        id,
        DatasetStatus.DRAFT,
        1,
        draft,
        OptionalInt.empty(),
        OptionalInt.of(draft),
        Run.RUNNING,
        Optional.empty(),
        Optional.empty(),
        Location.HOME,
        createdAt);
  }

  /**
   * The next revision, in another status, with no move under way.
   *
   * @param next the status
   * @return the changed dataset
   */
  public Dataset withStatus(DatasetStatus next) {
    return next(next, lastVersion, live, draft, run, Optional.empty(), archive, location);
  }

  /**
   * The next revision, with another draft.
   *
   * @param next the draft's number; empty for none
   * @return the changed dataset
   */
  public Dataset withDraft(OptionalInt next) {
    return next(
        status, Math.max(lastVersion, next.orElse(0)), live, next, run, intent, archive, location);
  }

  /**
   * The next revision, taking records or not, with no move under way.
   *
   * @param next whether it does
   * @return the changed dataset
   */
  public Dataset withRun(Run next) {
    return next(status, lastVersion, live, draft, next, Optional.empty(), archive, location);
  }

  /**
   * The next revision, with a move begun.
   *
   * @param move the move
   * @return the changed dataset
   */
  public Dataset begun(Intent move) {
    return begunAt(location, move);
  }

  /**
   * The next revision, with a move begun of a dataset that has no rows yet.
   *
   * @param place where its rows will be
   * @param move the move
   * @return the changed dataset
   */
  public Dataset begunAt(Location place, Intent move) {
    return next(status, lastVersion, live, draft, run, Optional.of(move), archive, place);
  }

  /**
   * The next revision, with nothing left to do of the move that was begun, or with it given up.
   *
   * @return the changed dataset
   */
  public Dataset withIntentEnded() {
    return next(status, lastVersion, live, draft, run, Optional.empty(), archive, location);
  }

  /**
   * The next revision, live with its draft.
   *
   * @return the changed dataset
   */
  public Dataset published() {
    return next(
        DatasetStatus.LIVE,
        lastVersion,
        draft,
        OptionalInt.empty(),
        run,
        Optional.empty(),
        archive,
        location);
  }

  /**
   * The next revision, live with its draft at another location; that what is left at the one before
   * goes is still to be done. Bundles of earlier rows go as well.
   *
   * @param place where its rows are now
   * @return the changed dataset
   */
  public Dataset moved(Location place) {
    return next(
        DatasetStatus.LIVE,
        lastVersion,
        draft,
        OptionalInt.empty(),
        run,
        Optional.of(new Intent(Verb.PUBLISH, "", Optional.of(Relocation.leaving(location)))),
        Optional.empty(),
        place);
  }

  /**
   * The next revision, with its rows staying where they are; that what was copied goes is still to
   * be done.
   *
   * @param place where rows were copied to
   * @return the changed dataset
   */
  public Dataset staying(Location place) {
    return begun(new Intent(Verb.PUBLISH, "", Optional.of(Relocation.leaving(place))));
  }

  /**
   * The next revision, archived; that its tables go is still to be done.
   *
   * @param bundle where its rows are
   * @return the changed dataset
   */
  public Dataset archived(Archive bundle) {
    return next(
        DatasetStatus.ARCHIVED,
        lastVersion,
        live,
        draft,
        run,
        Optional.of(new Intent(Verb.ARCHIVE, "")),
        Optional.of(bundle),
        location);
  }

  /**
   * The last revision, of which only the name is left.
   *
   * @return the changed dataset
   */
  public Dataset purged() {
    return next(
        DatasetStatus.PURGED,
        lastVersion,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Run.RUNNING,
        Optional.empty(),
        Optional.empty(),
        location);
  }

  /**
   * Whether a move has begun and is not finished.
   *
   * @param verb the move
   * @return true if it is this one
   */
  public boolean isUnderWay(Verb verb) {
    return intent.filter(begun -> begun.verb() == verb).isPresent();
  }

  /**
   * Where its rows have not come yet, or have been, while they are brought to another location.
   *
   * @param phase what is left to do
   * @return the other location; empty in another phase, or if they stay where they are
   */
  public Optional<Location> relocation(Relocation.Phase phase) {
    return intent
        .flatMap(Intent::relocation)
        .filter(relocation -> relocation.is(phase))
        .map(Relocation::place);
  }

  /**
   * Whether its rows are being brought to another location, and do not change meanwhile.
   *
   * @return false if all is done, also at the place where they were
   */
  public boolean isRelocating() {
    return intent.flatMap(Intent::relocation).isPresent();
  }

  /**
   * Whether its purge was begun, which cannot be undone.
   *
   * @return true also when it is finished
   */
  public boolean isPurged() {
    return status == DatasetStatus.PURGED || isUnderWay(Verb.PURGE);
  }

  /**
   * The revision that this dataset has by now. A name that was discarded can be given again; what
   * has it then is another dataset, told apart by when it was declared.
   *
   * @param present what has its name
   * @return the revision; 0 if this dataset is gone
   */
  public long foundIn(Optional<Dataset> present) {
    return present
        .filter(other -> other.createdAt.equals(createdAt))
        .map(Dataset::revision)
        .orElse(0L);
  }

  private Dataset next(
      DatasetStatus nextStatus,
      int last,
      OptionalInt nextLive,
      OptionalInt nextDraft,
      Run nextRun,
      Optional<Intent> nextIntent,
      Optional<Archive> nextArchive,
      Location nextLocation) {
    return new Dataset(
        id,
        nextStatus,
        revision + 1,
        last,
        nextLive,
        nextDraft,
        nextRun,
        nextIntent,
        nextArchive,
        nextLocation,
        createdAt);
  }
}
