package io.obsrv.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. For many threads. */
public final class TestClock extends Clock {
  /** Where it begins: finer than a microsecond, which no storage may show. */
  public static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00.000000789Z");

  private volatile Instant now = BEGIN;

  /** Moves the clock forward. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
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
    return this;
  }
}
