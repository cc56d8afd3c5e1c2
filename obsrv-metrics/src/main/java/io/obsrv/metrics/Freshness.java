package io.obsrv.metrics;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Gauges that begin with the first instant there is: before it there is no age, and no number that
 * could stand for it. The monitor of this object owns the state.
 */
final class Freshness {
  private final RegistryEntries entries;
  private final Clock clock;
  private final Map<String, Age> ages = new HashMap<>();

  Freshness(RegistryEntries entries, Clock clock) {
    this.entries = entries;
    this.clock = clock;
  }

  void committed(Instant at) {
    advance("freshness.commit_seconds", at);
  }

  void happened(Instant newestEventTime) {
    advance("freshness.event_seconds", newestEventTime);
  }

  private synchronized void advance(String name, Instant instant) {
    ages.computeIfAbsent(name, n -> entries.add(n, new Age(clock, instant))).advance(instant);
  }
}
