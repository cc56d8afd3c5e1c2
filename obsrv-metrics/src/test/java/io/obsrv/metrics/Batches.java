package io.obsrv.metrics;

import io.obsrv.telemetry.CommittedBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Batches to tell telemetry of. */
final class Batches {
  /** How long each batch takes from arrival to commit. */
  static final Duration LATENCY = Duration.ofMillis(20);

  private Batches() {}

  /**
   * Ten records: six rows, one duplicate, three in quarantine; the newest event is five seconds
   * old.
   */
  static CommittedBatch ofTen(Instant receivedAt) {
    Instant committedAt = receivedAt.plus(LATENCY);
    return new CommittedBatch(
        10,
        6,
        600,
        1,
        Map.of("WRONG_TYPE", 2L, "MISSING_KEY", 1L),
        Optional.of(receivedAt),
        committedAt,
        Optional.of(committedAt.minusSeconds(5)));
  }

  /** Rows out of quarantine. */
  static CommittedBatch replayed(int rows, Instant committedAt) {
    return new CommittedBatch(
        rows, rows, 0, 0, Map.of(), Optional.empty(), committedAt, Optional.empty());
  }

  static CommittedBatch rows(int rows, Instant receivedAt, Optional<Instant> newestEventTime) {
    return new CommittedBatch(
        rows,
        rows,
        0,
        0,
        Map.of(),
        Optional.of(receivedAt),
        receivedAt.plus(LATENCY),
        newestEventTime);
  }
}
