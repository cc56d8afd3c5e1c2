package io.obsrv.expression;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * When a computation must have ended. Half of its time goes by the clock, which is quick to read;
 * the other half is what its thread works behind that, so that it is not the record's fault if the
 * machine or the JVM stands still for a moment. Used by one thread.
 */
final class Deadline {
  private final Duration limit;
  private final long halfTime;
  private boolean counts;
  private long workBefore;

  private Deadline(Duration limit) {
    this.limit = limit;
    this.halfTime = System.nanoTime() + limit.toNanos() / 2;
  }

  static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  void check() {
    if (System.nanoTime() - halfTime > 0 && workSince() > limit.toNanos() / 2) {
      throw new LimitException("took longer than " + limit.toMillis() + " ms");
    }
  }

  private long workSince() {
    long work = ThreadTime.now();
    if (work < 0) {
      return System.nanoTime() - halfTime;
    }
    if (!counts) {
      counts = true;
      workBefore = work;
    }
    return work - workBefore;
  }

  /** How long this thread has worked; loaded when the first computation takes long. */
  private static final class ThreadTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** In nanoseconds; negative where it is not measured, as of virtual threads. */
    static long now() {
      try {
        return THREADS.getCurrentThreadCpuTime();
      } catch (UnsupportedOperationException e) {
        return -1;
      }
    }
  }
}
