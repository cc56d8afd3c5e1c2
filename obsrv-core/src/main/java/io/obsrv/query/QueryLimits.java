package io.obsrv.query;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * What one query may cost.
 *
 * @param maxRows rows in the result, at least 1; a longer one is cut off and says so
 * @param timeout how long it may take, and how long it may wait before: for a turn of its dataset,
 *     then for one of the storage's; at least one second; a longer one fails
 * @param concurrent how many of a dataset are answered at the same time, 1 to 10,000; others wait
 */
public record QueryLimits(int maxRows, Duration timeout, int concurrent) {
  private static final int MOST_CONCURRENT = 10_000;
  private static final int CONCURRENT = 8;

  /** 10,000 rows, 30 seconds, and 8 of a dataset at the same time. */
  public static final QueryLimits DEFAULT = new QueryLimits(10_000, Duration.ofSeconds(30));

  /** Checks the ranges. */
  public QueryLimits {
    checkArgument(maxRows >= 1, "maxRows is %s, must be at least 1", maxRows);
    checkArgument(
        timeout.compareTo(Duration.ofSeconds(1)) >= 0,
        "timeout is %s, must be at least one second",
        timeout);
    checkArgument(
        concurrent >= 1 && concurrent <= MOST_CONCURRENT,
        "concurrent is %s, must be 1 to %s",
        concurrent,
        MOST_CONCURRENT);
  }

  /**
   * Bounds one query, and 8 of a dataset at the same time.
   *
   * @param maxRows rows in the result, at least 1
   * @param timeout how long it may take, at least one second
   */
  public QueryLimits(int maxRows, Duration timeout) {
    this(maxRows, timeout, CONCURRENT);
  }

  /**
   * The same for another number at the same time.
   *
   * @param queries how many of a dataset are answered at the same time
   * @return the changed value
   */
  public QueryLimits concurrent(int queries) {
    return new QueryLimits(maxRows, timeout, queries);
  }
}
