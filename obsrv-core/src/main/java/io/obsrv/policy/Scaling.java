package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalInt;

/**
 * How much work a dataset may have at once.
 *
 * @param batchSize records per commit of a source or delivery to a destination, 1 to 100,000
 * @param pendingPushes pushes that may wait or run before further ones are refused, 1 to 100,000
 * @param workers how many work on batches at the same time, one on each or several on a large one,
 *     1 to 64
 * @param recordsPerSecond records that may come in a second, 1 or more: sources wait, pushes are
 *     refused; empty for any number
 */
public record Scaling(int batchSize, int pendingPushes, int workers, OptionalInt recordsPerSecond) {
  /**
   * What a dataset has unless its author says otherwise: 1,000 records per commit, 64 pushes, 2
   * workers, any number of records.
   */
  public static final Scaling DEFAULT = new Scaling(1_000, 64, 2, OptionalInt.empty());

  private static final int MAX = 100_000;
  private static final int MAX_WORKERS = 64;

  /** Checks the ranges. */
  public Scaling {
    check("batchSize", batchSize, MAX);
    check("pendingPushes", pendingPushes, MAX);
    check("workers", workers, MAX_WORKERS);
    recordsPerSecond.ifPresent(rate -> check("recordsPerSecond", rate, Integer.MAX_VALUE));
  }

  /**
   * The same with another batch size.
   *
   * @param records records per commit or delivery
   * @return the changed value
   */
  public Scaling batchSize(int records) {
    return new Scaling(records, pendingPushes, workers, recordsPerSecond);
  }

  /**
   * The same with another bound of pushes.
   *
   * @param pushes pushes that may wait or run
   * @return the changed value
   */
  public Scaling pendingPushes(int pushes) {
    return new Scaling(batchSize, pushes, workers, recordsPerSecond);
  }

  /**
   * The same with another number of workers.
   *
   * @param count how many work on batches at the same time
   * @return the changed value
   */
  public Scaling workers(int count) {
    return new Scaling(batchSize, pendingPushes, count, recordsPerSecond);
  }

  /**
   * The same with a bound of records in a second.
   *
   * @param records records that may come
   * @return the changed value
   */
  public Scaling recordsPerSecond(int records) {
    return new Scaling(batchSize, pendingPushes, workers, OptionalInt.of(records));
  }

  private static void check(String name, int value, int max) {
    checkArgument(value >= 1 && value <= max, "%s is %s, must be 1 to %s", name, value, max);
  }
}
