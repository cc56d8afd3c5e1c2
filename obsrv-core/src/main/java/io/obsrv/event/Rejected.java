package io.obsrv.event;

import io.obsrv.error.RejectionCode;

/**
 * A record that failed a stage.
 *
 * @param index its position in the batch
 * @param record the record as it arrived
 * @param rejection why
 */
public record Rejected(int index, Event record, Rejection rejection) {

  /**
   * The cause.
   *
   * @return its code
   */
  public RejectionCode code() {
    return rejection.code();
  }
}
