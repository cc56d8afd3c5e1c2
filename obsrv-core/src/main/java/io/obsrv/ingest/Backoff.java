package io.obsrv.ingest;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before trying again: twice as long each time, with jitter, a bounded number of
 * times. Owned by one worker's thread.
 */
final class Backoff {
  private static final int ATTEMPTS = 8;
  private static final long FIRST_MILLIS = 100;

  private int attempts;

  boolean isExhausted() {
    return attempts >= ATTEMPTS;
  }

  Duration next() {
    long longest = FIRST_MILLIS << attempts++;
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }

  void reset() {
    attempts = 0;
  }
}
