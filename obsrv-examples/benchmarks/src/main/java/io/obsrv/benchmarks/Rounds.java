package io.obsrv.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures two sides in turn, A B A B …, after one time of each that does not count.
 *
 * @param count how many times each, at least 1
 * @param progress told of each measurement
 */
record Rounds(int count, Progress progress) {
  /** Told of measurements as they are made. */
  @FunctionalInterface
  interface Progress {
    void measured(String side, int round, Sample sample);
  }

  /** What was found of both, round by round. */
  record Pair(List<Sample> a, List<Sample> b) {
    double medianA(ToDoubleFunction<Sample> of) {
      return median(a, of);
    }

    double medianB(ToDoubleFunction<Sample> of) {
      return median(b, of);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
      double[] sorted = samples.stream().mapToDouble(of).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  Pair run(Side a, Side b) throws Exception {
    Pair pair = new Pair(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round <= count; round++) {
      Sample ofA = measure(a, round);
      Sample ofB = measure(b, round);
      if (round > 0) {
        pair.a().add(ofA);
        pair.b().add(ofB);
      }
    }
    return pair;
  }

  private Sample measure(Side side, int round) throws Exception {
    System.gc();
    Sample sample = side.measurement().take();
    progress.measured(side.label(), round, sample);
    return sample;
  }
}
