package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How much work a dataset may have at once.
 *
 * @param batchSize records per commit of a source, 1 to 100,000
 * @param pendingPushes pushes that may wait or run before further ones are refused, 1 to 100,000
 */
public record Scaling(int batchSize, int pendingPushes) {
  /** What a dataset has unless its author says otherwise: 1,000 records per commit, 64 pushes. */
  public static final Scaling DEFAULT = new Scaling(1_000, 64);

  private static final int MAX = 100_000;

  /** Checks the ranges. */
  public Scaling {
    checkArgument(
        batchSize >= 1 && batchSize <= MAX, "batchSize is %s, must be 1 to %s", batchSize, MAX);
    checkArgument(
        pendingPushes >= 1 && pendingPushes <= MAX,
        "pendingPushes is %s, must be 1 to %s",
        pendingPushes,
        MAX);
  }

  /**
   * The same with another batch size.
   *
   * @param records records per commit of a source
   * @return the changed value
   */
  public Scaling batchSize(int records) {
    return new Scaling(records, pendingPushes);
  }

  /**
   * The same with another bound of pushes.
   *
   * @param pushes pushes that may wait or run
   * @return the changed value
   */
  public Scaling pendingPushes(int pushes) {
    return new Scaling(batchSize, pushes);
  }
}
