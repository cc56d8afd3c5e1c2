package io.obsrv.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Both clocks, which move only when told. */
final class HandClock extends Clock {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Instant now = START;

  Clocks clocks() {
    return new Clocks(this, new Ticks());
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Nothing here depends on zones.");
  }

  private final class Ticks extends com.codahale.metrics.Clock {
    @Override
    public long getTick() {
      return Duration.between(START, now).toNanos();
    }
  }
}
