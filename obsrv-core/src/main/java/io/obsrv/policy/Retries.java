package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How often a connector that fails is tried again, and how long it is left alone before: twice as
 * long each time, between half of that and all of it. This is its circuit breaker: when it has been
 * tried so often it is FAILED, and is left alone until somebody starts it again.
 *
 * @param attempts failures in a row after which it is given up, 0 to 1,000; of a source, those of
 *     one split, whatever its other splits do
 * @param first how long it is left alone after the first failure, at least 1 ms
 * @param longest how long it is left alone at most, at least as long as {@code first}
 */
public record Retries(int attempts, Duration first, Duration longest) {
  /**
   * Twelve times, after 100 ms and then later and later, up to 30 s: for one to two minutes in all,
   * in which a database can be started again.
   */
  public static final Retries DEFAULT =
      new Retries(12, Duration.ofMillis(100), Duration.ofSeconds(30));

  private static final int MAX = 1_000;

  /** Checks the ranges. */
  public Retries {
    checkArgument(
        attempts >= 0 && attempts <= MAX, "attempts is %s, must be 0 to %s", attempts, MAX);
    checkArgument(first.toMillis() >= 1, "first is %s, must be at least 1 ms", first);
    checkArgument(
        longest.compareTo(first) >= 0, "longest is %s, must be at least first, %s", longest, first);
  }
}
