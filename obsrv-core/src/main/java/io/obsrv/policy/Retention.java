package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How long the rows of a dataset are kept. Records in quarantine, and what is known of rows that
 * were deleted, are kept as long, by the time at which they were received.
 *
 * @param period longer than zero, up to 36,500 days
 * @param by the time from which it counts
 */
public record Retention(Duration period, Basis by) {
  private static final Duration MAX = Duration.ofDays(36_500);

  /** What the age of a row is told by. */
  public enum Basis {
    /** When it happened, by the dataset's time column; when it was received if that is null. */
    EVENT_TIME,
    /** When it was received. */
    RECEIVE_TIME
  }

  /** Checks the range. */
  public Retention {
    checkArgument(
        period.compareTo(Duration.ZERO) > 0 && period.compareTo(MAX) <= 0,
        "retention is %s, must be longer than zero, up to %s",
        period,
        MAX);
  }

  /**
   * Keeps rows for some time after they happened.
   *
   * @param period longer than zero, up to 36,500 days
   * @return the retention
   */
  public static Retention byEventTime(Duration period) {
    return new Retention(period, Basis.EVENT_TIME);
  }

  /**
   * Keeps rows for some time after they were received.
   *
   * @param period longer than zero, up to 36,500 days
   * @return the retention
   */
  public static Retention byReceiveTime(Duration period) {
    return new Retention(period, Basis.RECEIVE_TIME);
  }
}
