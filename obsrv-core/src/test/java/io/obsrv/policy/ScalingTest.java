package io.obsrv.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingTest {
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100_001})
  void a_batch_size_out_of_range_is_refused(int size) {
    assertThatThrownBy(() -> Scaling.DEFAULT.batchSize(size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batchSize is %d, must be 1 to 100000", size);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100_001})
  void a_bound_of_pushes_out_of_range_is_refused(int pushes) {
    assertThatThrownBy(() -> Scaling.DEFAULT.pendingPushes(pushes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pendingPushes is %d, must be 1 to 100000", pushes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65})
  void a_number_of_workers_out_of_range_is_refused(int workers) {
    assertThatThrownBy(() -> Scaling.DEFAULT.workers(workers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("workers is %d, must be 1 to 64", workers);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void a_rate_out_of_range_is_refused(int rate) {
    assertThatThrownBy(() -> Scaling.DEFAULT.recordsPerSecond(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recordsPerSecond is %d, must be 1 to 2147483647", rate);
  }

  @Test
  void both_ends_of_every_range_are_taken() {
    assertThat(Scaling.DEFAULT.batchSize(1).pendingPushes(1).workers(1).recordsPerSecond(1))
        .isEqualTo(new Scaling(1, 1, 1, OptionalInt.of(1)));
    assertThat(
            Scaling.DEFAULT
                .batchSize(100_000)
                .pendingPushes(100_000)
                .workers(64)
                .recordsPerSecond(Integer.MAX_VALUE))
        .isEqualTo(new Scaling(100_000, 100_000, 64, OptionalInt.of(Integer.MAX_VALUE)));
  }
}
