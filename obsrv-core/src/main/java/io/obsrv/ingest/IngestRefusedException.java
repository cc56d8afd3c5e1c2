package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Location;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** A dataset takes no records now. Nothing of what was pushed is stored. */
public final class IngestRefusedException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  private IngestRefusedException(ErrorCode code, String message) {
    super(code, message, null);
  }

  static IngestRefusedException notLive(DatasetId id, String status) {
    return new IngestRefusedException(
        ErrorCode.INGEST_REFUSED,
        "Cannot ingest into dataset '%s': it is %s, must be LIVE.".formatted(id, status));
  }

  static IngestRefusedException notNow(DatasetId id) {
    return new IngestRefusedException(
        ErrorCode.INGEST_REFUSED,
        "Cannot ingest into dataset '%s' now: it is about to be paused, retired or moved, or has just been. Try again."
            .formatted(id));
  }

  static IngestRefusedException paused(DatasetId id) {
    return new IngestRefusedException(
        ErrorCode.INGEST_REFUSED,
        "Cannot ingest into dataset '%s': it is paused. Call resume(\"%s\") first."
            .formatted(id, id));
  }

  static IngestRefusedException moving(DatasetId id, Location to) {
    return new IngestRefusedException(
        ErrorCode.INGEST_REFUSED,
        "Cannot ingest into dataset '%s' now: its rows are being moved to location '%s'. Try again when that has ended."
            .formatted(id, to));
  }

  static IngestRefusedException tooFast(DatasetId id, int perSecond) {
    return new IngestRefusedException(
        ErrorCode.OVERLOADED,
        "Cannot ingest into dataset '%s' now: it takes %d records per second, and has taken them. Try again later, or raise scaling(recordsPerSecond)."
            .formatted(id, perSecond));
  }

  static IngestRefusedException overloaded(DatasetId id, int bound) {
    return new IngestRefusedException(
        ErrorCode.OVERLOADED,
        "Cannot ingest into dataset '%s' now: %d pushes are waiting or running, which is its bound. Try again later, push larger batches, or raise scaling(pendingPushes)."
            .formatted(id, bound));
  }
}
