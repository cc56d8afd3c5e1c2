package io.obsrv.dataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a reviewer said of a version.
 *
 * @param reviewer who
 * @param at when
 * @param comment in the reviewer's words, possibly empty
 */
public record Review(String reviewer, Instant at, String comment) {

  /** Cuts the instant to microseconds, which is what every store can keep. */
  public Review {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }
}
