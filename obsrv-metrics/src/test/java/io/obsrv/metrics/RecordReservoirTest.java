package io.obsrv.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Snapshot;
import org.junit.jupiter.api.Test;

class RecordReservoirTest {
  private final RecordReservoir reservoir = new RecordReservoir();

  @Test
  void is_empty_at_first() {
    assertThat(reservoir.size()).isZero();
    assertThat(reservoir.getSnapshot().getMedian()).isZero();
  }

  @Test
  void one_large_batch_outweighs_many_small_ones() {
    for (int i = 0; i < 99; i++) {
      reservoir.update(1_000);
    }
    reservoir.update(5, 901);

    Snapshot snapshot = reservoir.getSnapshot();
    assertThat(snapshot.getMedian()).isEqualTo(5);
    assertThat(snapshot.getValue(0.90)).isEqualTo(5);
    assertThat(snapshot.getValue(0.91)).isEqualTo(1_000);
  }

  @Test
  void keeps_the_last_batches() {
    for (int i = 0; i < RecordReservoir.BATCHES + 10; i++) {
      reservoir.update(i, 1);
    }

    Snapshot snapshot = reservoir.getSnapshot();
    assertThat(reservoir.size()).isEqualTo(RecordReservoir.BATCHES);
    assertThat(snapshot.getMin()).isEqualTo(10);
    assertThat(snapshot.getMax()).isEqualTo(RecordReservoir.BATCHES + 9);
    assertThat(snapshot.getValues()).doesNotHaveDuplicates();
  }
}
