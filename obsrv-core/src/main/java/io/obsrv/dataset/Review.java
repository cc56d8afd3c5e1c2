package io.obsrv.dataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a reviewer said of a version.
 *
 * @param reviewer who
 * @param at when
 * @param verdict what came of it
 * @param comment in the reviewer's words, possibly empty
 * @param contentHash the SHA-256 of the definition that it was said of
 */
public record Review(
    String reviewer, Instant at, Verdict verdict, String comment, String contentHash) {

  /** What came of a review. */
  public enum Verdict {
    /** Found good: {@code approve}. */
    APPROVED,
    /** Handed back: {@code reject}. */
    REJECTED
  }

  /** Cuts the instant to microseconds, which is what every store can keep. */
  public Review {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }
}
