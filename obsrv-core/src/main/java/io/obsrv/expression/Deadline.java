package io.obsrv.expression;

import java.time.Duration;

/** When a computation must have ended. Immutable. */
final class Deadline {
  private final long nanos;
  private final Duration limit;

  private Deadline(Duration limit) {
    this.nanos = System.nanoTime() + limit.toNanos();
    this.limit = limit;
  }

  static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  void check() {
    if (System.nanoTime() - nanos > 0) {
      throw new LimitException("took longer than " + limit.toMillis() + " ms");
    }
  }
}
