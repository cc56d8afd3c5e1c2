package io.obsrv.event;

import io.obsrv.error.RejectionCode;
import java.util.Optional;

/**
 * A record that failed a stage; it goes to quarantine unless its key is known.
 *
 * @param index its position in the batch
 * @param record the record as it arrived
 * @param rejection why
 * @param key its key; empty if the dataset has none, or the record failed before it was found
 */
public record Rejected(int index, Event record, Rejection rejection, Optional<String> key) {

  /**
   * A record that failed before its key was found.
   *
   * @param index its position in the batch
   * @param record the record as it arrived
   * @param rejection why
   */
  public Rejected(int index, Event record, Rejection rejection) {
    this(index, record, rejection, Optional.empty());
  }

  /**
   * The cause.
   *
   * @return its code
   */
  public RejectionCode code() {
    return rejection.code();
  }
}
