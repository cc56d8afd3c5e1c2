package io.obsrv.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import io.obsrv.telemetry.CommittedBatch;
import java.time.Duration;

/** What became of the records of committed batches, and when. */
final class LoadMetrics {
  private final Span span;
  private final Meter rows;
  private final Meter bytes;
  private final Meter records;
  private final Counter duplicates;
  private final Counter quarantined;
  private final ByName<Counter> causes;
  private final RecordTimer latency;
  private final RecordTimer endToEndLatency;
  private final Freshness freshness;

  LoadMetrics(RegistryEntries entries, Clocks clocks) {
    span = new Span(clocks.ticks());
    rows = entries.add("load.rows", new Meter(clocks.ticks()));
    bytes = entries.add("load.bytes", new Meter(clocks.ticks()));
    records = entries.add("processing.records", new Meter(clocks.ticks()));
    duplicates = entries.add("duplicates", new Counter());
    quarantined = entries.add("quarantined", new Counter());
    causes = new ByName<>(entries, "quarantined", Counter::new);
    latency = entries.add("latency", new RecordTimer(clocks.ticks()));
    endToEndLatency = entries.add("end_to_end_latency", new RecordTimer(clocks.ticks()));
    freshness = new Freshness(entries, clocks.day());
  }

  void committed(CommittedBatch batch) {
    // A replay is told of when it is over; when its records arrived says nothing of its work.
    span.include(batch.latency().orElse(Duration.ZERO));
    rows.mark(batch.accepted());
    bytes.mark(batch.acceptedBytes());
    records.mark(batch.received());
    duplicates.inc(batch.duplicates());
    batch.quarantined().forEach(this::quarantined);
    batch.latency().ifPresent(each -> latency.update(each, batch.received()));
    freshness.committed(batch.committedAt());
    batch
        .newestEventTime()
        .ifPresent(
            newest -> {
              // Only the newest event's time is known, so a batch is one sample however large it
              // is.
              endToEndLatency.update(Duration.between(newest, batch.committedAt()), 1);
              freshness.happened(newest);
            });
  }

  Volume dataLoad() {
    return new Volume(span.rate(rows.getCount()), span.rate(bytes.getCount()));
  }

  Rate records() {
    return span.rate(records.getCount());
  }

  private void quarantined(String code, long count) {
    quarantined.inc(count);
    causes.of(code).inc(count);
  }
}
