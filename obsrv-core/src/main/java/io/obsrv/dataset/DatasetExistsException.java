package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** The id is taken. */
public final class DatasetExistsException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /**
   * For a dataset that was to be created.
   *
   * @param id the id that is taken
   */
  public DatasetExistsException(DatasetId id) {
    super(
        ErrorCode.ALREADY_EXISTS,
        "Cannot create dataset '%s': the id is taken. Choose another, or edit(\"%s\", …)."
            .formatted(id, id),
        null);
  }
}
