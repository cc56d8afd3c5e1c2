package io.obsrv.ingest;

import io.obsrv.policy.Retries;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a connector that failed is left alone: twice as long each time, with jitter, a bounded
 * number of times. What fails is counted by itself: of the splits of a source, one that is well
 * says nothing of another. Owned by one worker's thread.
 */
final class Backoff {
  private final Retries retries;
  private final Map<String, Integer> failures = new HashMap<>();
  private String place = "";

  Backoff(Retries retries) {
    this.retries = retries;
  }

  /** From here on, what fails and what succeeds is this split; empty for the connector itself. */
  void at(String split) {
    place = split;
  }

  boolean isExhausted() {
    return failures() >= retries.attempts();
  }

  /** Counts a failure; answers how long to wait. */
  Duration next() {
    long longest = retries.longest().toMillis();
    long wait = Math.min(longest, retries.first().toMillis() << Math.min(failures(), 30));
    failures.merge(place, 1, Integer::sum);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait / 2, wait + 1));
  }

  int failures() {
    return failures.getOrDefault(place, 0);
  }

  void reset() {
    failures.remove(place);
  }
}
