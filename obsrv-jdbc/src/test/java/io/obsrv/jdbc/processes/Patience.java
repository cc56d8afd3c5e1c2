package io.obsrv.jdbc.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens in other threads and processes. */
final class Patience {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration GLANCE = Duration.ofMillis(30);

  private Patience() {}

  /** Returns when something is so. */
  static void until(String what, BooleanSupplier isSo) {
    until(what, LONGEST, isSo);
  }

  /** Returns when something is so, and fails when it takes too long; answers how long it took. */
  static Duration until(String what, Duration longest, BooleanSupplier isSo) {
    long begin = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as("time until %s", what)
          .isLessThan(longest);
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
