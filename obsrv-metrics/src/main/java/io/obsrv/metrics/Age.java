package io.obsrv.metrics;

import com.codahale.metrics.Gauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Seconds since the newest instant it was told of; negative if that lies in the future. */
final class Age implements Gauge<Double> {
  private final Clock clock;
  private final AtomicReference<Instant> newest;

  Age(Clock clock, Instant first) {
    this.clock = clock;
    this.newest = new AtomicReference<>(first);
  }

  void advance(Instant instant) {
    newest.accumulateAndGet(instant, (a, b) -> a.isAfter(b) ? a : b);
  }

  @Override
  public Double getValue() {
    Duration age = Duration.between(newest.get(), clock.instant());
    return age.getSeconds() + age.getNano() / 1e9;
  }
}
