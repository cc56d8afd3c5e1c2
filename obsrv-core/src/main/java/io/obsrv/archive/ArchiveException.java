package io.obsrv.archive;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import org.jspecify.annotations.Nullable;

/** A bundle cannot be written, or is not what was written. */
public final class ArchiveException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message which bundle, what was found, what was expected, what to do
   * @param cause the failure below, or null
   */
  public ArchiveException(String message, @Nullable Throwable cause) {
    super(ErrorCode.ARCHIVE_FAILED, message, cause);
  }
}
