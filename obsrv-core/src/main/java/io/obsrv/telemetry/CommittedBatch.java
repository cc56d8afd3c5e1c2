package io.obsrv.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of one committed batch; {@code received = accepted + duplicates + quarantined}.
 *
 * @param received records in the batch
 * @param accepted records that became rows
 * @param acceptedBytes their size as they arrived
 * @param duplicates records whose key was known
 * @param quarantined records that failed, by the code of their cause
 * @param receivedAt when the batch arrived; empty for one out of quarantine, whose records arrived
 *     at other times, long before
 * @param committedAt when it was committed
 * @param newestEventTime the newest event time among the accepted rows, if the dataset has a time
 *     column
 */
public record CommittedBatch(
    long received,
    long accepted,
    long acceptedBytes,
    long duplicates,
    Map<String, Long> quarantined,
    Optional<Instant> receivedAt,
    Instant committedAt,
    Optional<Instant> newestEventTime) {

  /**
   * How long the batch took from arrival to commit.
   *
   * @return zero or more; empty for a batch out of quarantine
   */
  public Optional<Duration> latency() {
    return receivedAt
        .map(arrival -> Duration.between(arrival, committedAt))
        .map(latency -> latency.isNegative() ? Duration.ZERO : latency);
  }
}
