package io.obsrv.query;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * What one query may cost.
 *
 * @param maxRows rows in the result, at least 1; a longer one is cut off and says so
 * @param timeout how long it may take, at least one second; a longer one fails
 */
public record QueryLimits(int maxRows, Duration timeout) {
  /** 10,000 rows and 30 seconds. */
  public static final QueryLimits DEFAULT = new QueryLimits(10_000, Duration.ofSeconds(30));

  /** Checks the ranges. */
  public QueryLimits {
    checkArgument(maxRows >= 1, "maxRows is %s, must be at least 1", maxRows);
    checkArgument(
        timeout.compareTo(Duration.ofSeconds(1)) >= 0,
        "timeout is %s, must be at least one second",
        timeout);
  }
}
