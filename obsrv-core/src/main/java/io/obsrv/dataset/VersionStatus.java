package io.obsrv.dataset;

/** Where a version is in its life; {@link Transitions} has the moves. */
public enum VersionStatus {
  /** Being edited: {@code create}, {@code edit} or {@code reject} brings you here. */
  DRAFT,
  /** Waiting for a reviewer: {@code submit}. */
  IN_REVIEW,
  /** Found good by a reviewer: {@code approve}. */
  APPROVED,
  /** The one in force: {@code publish}. */
  LIVE,
  /** Was in force: {@code publish} of a later version. */
  SUPERSEDED,
  /** Given up: {@code discard}. */
  DISCARDED;

  /**
   * Whether records were ever taken under it.
   *
   * @return true for the version in force and those before it
   */
  public boolean wasPublished() {
    return this == LIVE || this == SUPERSEDED;
  }
}
