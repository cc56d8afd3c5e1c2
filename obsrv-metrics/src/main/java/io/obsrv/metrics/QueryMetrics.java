package io.obsrv.metrics;

import com.codahale.metrics.Meter;
import io.obsrv.telemetry.AnsweredQuery;

/** How much is asked and answered. */
final class QueryMetrics {
  private final Span span;
  private final Meter queries;
  private final RecordTimer time;
  private final Meter rows;
  private final Meter bytes;

  QueryMetrics(RegistryEntries entries, Clocks clocks) {
    span = new Span(clocks.ticks());
    queries = entries.add("queries", new Meter(clocks.ticks()));
    time = entries.add("query.time", new RecordTimer(clocks.ticks()));
    rows = entries.add("query.rows", new Meter(clocks.ticks()));
    bytes = entries.add("query.bytes", new Meter(clocks.ticks()));
  }

  void queried(AnsweredQuery query) {
    span.include(query.time());
    queries.mark();
    time.update(query.time(), 1);
    rows.mark(query.rows());
    bytes.mark(query.bytes());
  }

  Rate queries() {
    return span.rate(queries.getCount());
  }

  Volume throughput() {
    return new Volume(span.rate(rows.getCount()), span.rate(bytes.getCount()));
  }
}
