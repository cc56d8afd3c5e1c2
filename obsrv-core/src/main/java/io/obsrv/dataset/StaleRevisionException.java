package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** Somebody else changed the dataset in the meantime. */
public final class StaleRevisionException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /** The revision the caller saw. */
  private final long expected;

  /** The revision that is stored; 0 if the dataset is gone. */
  private final long found;

  /**
   * For a change that came too late.
   *
   * @param id the dataset
   * @param expected the revision the caller saw
   * @param found the revision that is stored; 0 if the dataset is gone
   */
  public StaleRevisionException(DatasetId id, long expected, long found) {
    super(
        ErrorCode.STALE_REVISION,
        "Cannot change dataset '%s': it is at revision %d, the change was made from revision %d. Read it again and repeat the change."
            .formatted(id, found, expected),
        null);
    this.expected = expected;
    this.found = found;
  }

  /**
   * The revision the caller saw.
   *
   * @return the revision
   */
  public long expected() {
    return expected;
  }

  /**
   * The revision that is stored.
   *
   * @return the revision; 0 if the dataset is gone
   */
  public long found() {
    return found;
  }
}
