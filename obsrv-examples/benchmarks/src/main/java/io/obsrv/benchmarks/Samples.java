package io.obsrv.benchmarks;

import io.obsrv.benchmarks.Comparison.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was found of one side, round by round.
 *
 * @param label the side's
 * @param samples at least one
 */
record Samples(String label, List<Sample> samples) {
  Figure median(ToDoubleFunction<Sample> of) {
    return new Figure(label, median(samples.stream().mapToDouble(of).toArray()));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
