package io.obsrv.ingest;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many use something now, and when somebody last did. What is retired cannot be used any more.
 * For many threads: one number is the state.
 */
final class Uses {
  private static final int RETIRED = -1;

  private final AtomicInteger count = new AtomicInteger();
  private volatile long last = System.nanoTime();

  /** Begins a use, to be ended; false if it is retired. */
  boolean begin() {
    return count.getAndUpdate(uses -> uses == RETIRED ? RETIRED : uses + 1) != RETIRED;
  }

  void end() {
    last = System.nanoTime();
    count.decrementAndGet();
  }

  /** Lets nobody use it any more; false if somebody does, or it is retired already. */
  boolean retire() {
    return count.compareAndSet(0, RETIRED);
  }

  /** Takes {@link #retire} back. */
  void reinstate() {
    count.set(0);
  }

  /** How long ago the last use ended, in nanoseconds. */
  long idleAt(long now) {
    return now - last;
  }
}
