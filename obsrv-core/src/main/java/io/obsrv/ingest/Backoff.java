package io.obsrv.ingest;

import io.obsrv.policy.Retries;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a connector that failed is left alone: twice as long each time, with jitter, a bounded
 * number of times. Owned by one worker's thread.
 */
final class Backoff {
  private final Retries retries;
  private int failures;

  Backoff(Retries retries) {
    this.retries = retries;
  }

  boolean isExhausted() {
    return failures >= retries.attempts();
  }

  /** Counts a failure; answers how long to wait. */
  Duration next() {
    long longest = retries.longest().toMillis();
    long wait = Math.min(longest, retries.first().toMillis() << Math.min(failures++, 30));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait / 2, wait + 1));
  }

  int failures() {
    return failures;
  }

  void reset() {
    failures = 0;
  }
}
