package io.obsrv.error;

/** The library, or the storage below it, was closed. */
public final class ClosedException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /** For a call that comes too late. */
  public ClosedException() {
    super(ErrorCode.CLOSED, "Obsrv was closed. Open it again to go on.", null);
  }
}
