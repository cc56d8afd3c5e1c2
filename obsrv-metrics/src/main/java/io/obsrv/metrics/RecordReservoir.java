package io.obsrv.metrics;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.WeightedSnapshot;
import com.codahale.metrics.WeightedSnapshot.WeightedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of the last 1,024 batches, each weighing as many records as the batch had. Memory
 * grows with use, up to 16 KiB. The monitor of this object owns the state.
 */
final class RecordReservoir implements Reservoir {
  static final int BATCHES = 1024;

  private long[] values = new long[16];
  private long[] weights = new long[16];
  private int size;
  private int next;

  @Override
  public void update(long value) {
    update(value, 1);
  }

  synchronized void update(long value, long records) {
    if (next == values.length && next < BATCHES) {
      values = Arrays.copyOf(values, 2 * next);
      weights = Arrays.copyOf(weights, 2 * next);
    }
    next %= BATCHES;
    values[next] = value;
    weights[next] = records;
    next++;
    size = Math.max(size, next);
  }

  @Override
  public synchronized int size() {
    return size;
  }

  @Override
  public Snapshot getSnapshot() {
    return new WeightedSnapshot(samples());
  }

  private synchronized List<WeightedSample> samples() {
    List<WeightedSample> samples = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      samples.add(new WeightedSample(values[i], weights[i]));
    }
    return samples;
  }
}
