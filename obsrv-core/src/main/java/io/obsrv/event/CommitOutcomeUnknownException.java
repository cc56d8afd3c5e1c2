package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** The store failed while committing: the batch may or may not be stored. */
public final class CommitOutcomeUnknownException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /**
   * For a commit that got no answer.
   *
   * @param id the dataset
   * @param cause the store's failure
   */
  public CommitOutcomeUnknownException(DatasetId id, Throwable cause) {
    super(
        ErrorCode.COMMIT_OUTCOME_UNKNOWN,
        "The storage of dataset '%s' failed while committing, so the batch may or may not be stored. With a key, ingest it again: what is stored is found as a duplicate. Without one, compare monitor().stats(\"%s\") first."
            .formatted(id, id),
        cause);
  }
}
