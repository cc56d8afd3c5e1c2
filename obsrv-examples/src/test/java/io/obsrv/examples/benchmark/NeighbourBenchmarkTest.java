package io.obsrv.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class NeighbourBenchmarkTest {
  /**
   * A wide bound, since two busy cores and few pushes say little: it catches a neighbour that
   * stands still, or is refused. The program itself measures the ratio.
   */
  @Test
  void a_flooded_dataset_does_not_make_its_neighbour_wait() throws IOException {
    assertThat(NeighbourBenchmark.ratio(3, 300))
        .as("p99 of the neighbour beside the flood, in that of it alone")
        .isLessThan(20);
  }
}
