package io.obsrv.error;

import org.jspecify.annotations.Nullable;

/** The root of all failures of this library; unchecked, with a stable {@link #code()}. */
public abstract class ObsrvException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure this is. */
  private final ErrorCode code;

  /**
   * For the exceptions of this library.
   *
   * @param code what kind of failure
   * @param message who, what was tried, what was found, what was expected, what to do
   * @param cause the failure below, or null
   */
  protected ObsrvException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /**
   * What kind of failure this is.
   *
   * @return the code, stable across releases
   */
  public final ErrorCode code() {
    return code;
  }
}
