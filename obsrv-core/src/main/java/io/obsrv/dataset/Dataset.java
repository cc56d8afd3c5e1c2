package io.obsrv.dataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * @param publishing the version whose publication has begun and is not finished, if any
 * @param createdAt when it was declared
 */
public record Dataset(
    DatasetId id,
    DatasetStatus status,
    long revision,
    int lastVersion,
    OptionalInt live,
    OptionalInt draft,
    OptionalInt publishing,
    Instant createdAt) {

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
        OptionalInt.empty(),
        createdAt);
  }

  /**
   * The next revision, in another status.
   *
   * @param next the status
   * @return the changed dataset
   */
  public Dataset withStatus(DatasetStatus next) {
    return new Dataset(id, next, revision + 1, lastVersion, live, draft, publishing, createdAt);
  }

  /**
   * The next revision, with another draft.
   *
   * @param next the draft's number; empty for none
   * @return the changed dataset
   */
  public Dataset withDraft(OptionalInt next) {
    int last = Math.max(lastVersion, next.orElse(0));
    return new Dataset(id, status, revision + 1, last, live, next, publishing, createdAt);
  }

  /**
   * The next revision, with the publication of its draft begun.
   *
   * @return the changed dataset
   */
  public Dataset withPublicationBegun() {
    return new Dataset(id, status, revision + 1, lastVersion, live, draft, draft, createdAt);
  }

  /**
   * The next revision, with the publication given up; the draft stays approved.
   *
   * @return the changed dataset
   */
  public Dataset withPublicationAbandoned() {
    return new Dataset(
        id, status, revision + 1, lastVersion, live, draft, OptionalInt.empty(), createdAt);
  }

  /**
   * The next revision, live with the version whose publication was begun.
   *
   * @return the changed dataset
   */
  public Dataset withPublicationFinished() {
    return new Dataset(
        id,
        DatasetStatus.LIVE,
        revision + 1,
        lastVersion,
        publishing,
        OptionalInt.empty(),
        OptionalInt.empty(),
        createdAt);
  }
}
