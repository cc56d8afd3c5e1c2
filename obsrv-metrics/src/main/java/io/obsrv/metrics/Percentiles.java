package io.obsrv.metrics;

import com.codahale.metrics.Snapshot;
import java.time.Duration;

/**
 * Time per record, over the records of the last 1,024 batches.
 *
 * @param p50 half of the records took no longer
 * @param p95 95 % of the records took no longer
 * @param p99 99 % of the records took no longer
 */
public record Percentiles(Duration p50, Duration p95, Duration p99) {

  static Percentiles of(Snapshot nanos) {
    return new Percentiles(
        duration(nanos.getMedian()),
        duration(nanos.get95thPercentile()),
        duration(nanos.get99thPercentile()));
  }

  private static Duration duration(double nanos) {
    return Duration.ofNanos(Math.round(nanos));
  }
}
