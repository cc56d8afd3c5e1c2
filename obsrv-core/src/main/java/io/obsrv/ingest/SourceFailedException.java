package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** A source that was waited for did not complete. */
public final class SourceFailedException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  SourceFailedException(DatasetId id, ConnectorStatus status) {
    super(
        ErrorCode.CONNECTOR_FAILED,
        "Source '%s' of dataset '%s' is %s%s"
            .formatted(
                status.name(),
                id,
                status.state(),
                status.error().map(error -> ": " + error).orElse(".")),
        null);
  }
}
