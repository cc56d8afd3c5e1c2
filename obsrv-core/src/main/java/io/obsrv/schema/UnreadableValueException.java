package io.obsrv.schema;

import io.obsrv.error.RejectionCode;

/**
 * A JSON value that a column cannot hold. Checked, and without a stack trace: bad records are
 * ordinary input.
 */
public final class UnreadableValueException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why the value cannot be held. */
  private final RejectionCode code;

  /**
   * A value that is refused.
   *
   * @param code why
   * @param message what it is and what it must be
   */
  public UnreadableValueException(RejectionCode code, String message) {
    super(StorableText.clean(message), null, false, false);
    this.code = code;
  }

  /**
   * Why the value cannot be held.
   *
   * @return {@code WRONG_TYPE}, {@code BAD_FORMAT}, {@code OUT_OF_RANGE} or {@code
   *     UNSUPPORTED_TEXT}
   */
  public RejectionCode code() {
    return code;
  }
}
