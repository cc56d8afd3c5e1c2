package io.obsrv.metrics;

import com.codahale.metrics.Clock;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Timer;
import java.time.Duration;

/**
 * A timer that is told once for many records: its count, its rates and its percentiles are all of
 * records.
 */
final class RecordTimer extends Timer {
  private final Meter meter;
  private final RecordHistogram histogram;

  RecordTimer(Clock ticks) {
    this(new Meter(ticks), new RecordHistogram(), ticks);
  }

  private RecordTimer(Meter meter, RecordHistogram histogram, Clock ticks) {
    super(meter, histogram, ticks);
    this.meter = meter;
    this.histogram = histogram;
  }

  void update(Duration each, long records) {
    if (records > 0) {
      meter.mark(records);
      histogram.update(nanos(each), records);
    }
  }

  /**
   * Event times are the users': one in the future takes no time, and one long before 1970 the
   * longest there is.
   */
  private static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    Duration longest = Duration.ofNanos(Long.MAX_VALUE);
    return duration.compareTo(longest) < 0 ? duration.toNanos() : Long.MAX_VALUE;
  }
}
