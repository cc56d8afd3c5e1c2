package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** Another process has gone on with what this one began, and nothing more of it is done here. */
public final class LeaseLostException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(DatasetId id) {
    super(
        ErrorCode.STALE_REVISION,
        "Cannot go on with the move of dataset '%s': this process was not heard of for longer than its lease lasts, so that another one may have gone on with it. Look at the dataset, then call again what is not done."
            .formatted(id),
        null);
  }
}
