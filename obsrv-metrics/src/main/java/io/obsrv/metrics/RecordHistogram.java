package io.obsrv.metrics;

import com.codahale.metrics.Histogram;
import java.util.concurrent.atomic.LongAdder;

/** A histogram that is told a value once for many records, and counts the records. */
final class RecordHistogram extends Histogram {
  private final RecordReservoir reservoir;
  private final LongAdder records = new LongAdder();

  RecordHistogram() {
    this(new RecordReservoir());
  }

  private RecordHistogram(RecordReservoir reservoir) {
    super(reservoir);
    this.reservoir = reservoir;
  }

  @Override
  public void update(long value) {
    update(value, 1);
  }

  void update(long value, long times) {
    records.add(times);
    reservoir.update(value, times);
  }

  @Override
  public long getCount() {
    return records.sum();
  }
}
