package io.obsrv.metrics;

import com.codahale.metrics.Clock;
import java.time.Duration;

/**
 * The time from the start of the first piece of work to the end of the last. The monitor of this
 * object owns the state.
 */
final class Span {
  private final Clock ticks;
  private final long origin;
  private long began = Long.MAX_VALUE;
  private long ended = Long.MIN_VALUE;

  Span(Clock ticks) {
    this.ticks = ticks;
    this.origin = ticks.getTick();
  }

  /** Called at the end of a piece of work. */
  synchronized void include(Duration work) {
    long now = ticks.getTick() - origin;
    began = Math.min(began, now - work.toNanos());
    ended = Math.max(ended, now);
  }

  synchronized Rate rate(long total) {
    double seconds = began < ended ? (ended - began) / 1e9 : 0;
    return new Rate(total, seconds == 0 ? 0 : total / seconds);
  }
}
