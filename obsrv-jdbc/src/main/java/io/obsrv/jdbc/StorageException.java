package io.obsrv.jdbc;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import org.jspecify.annotations.Nullable;

/** The database failed, and nothing was stored; the cause says why. */
public final class StorageException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  StorageException(String message, @Nullable Throwable cause) {
    super(ErrorCode.STORAGE_FAILED, message, cause);
  }
}
