package io.obsrv.jdbc;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import org.jspecify.annotations.Nullable;

/** Another process holds the data; an embedded database belongs to one process at a time. */
public final class StorageInUseException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  StorageInUseException(String place, @Nullable Throwable cause) {
    super(
        ErrorCode.STORAGE_IN_USE,
        "Cannot open the data in '%s': another process holds it. Close that process, or choose another directory."
            .formatted(place),
        cause);
  }
}
