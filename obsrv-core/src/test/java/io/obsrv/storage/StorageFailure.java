package io.obsrv.storage;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** What a storage throws that cannot do what it was asked for. */
public final class StorageFailure extends ObsrvException {
  private static final long serialVersionUID = 1L;

  public StorageFailure(String message) {
    super(ErrorCode.STORAGE_FAILED, message, null);
  }
}
