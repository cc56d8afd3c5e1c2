package io.obsrv.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures two sides in turn, A B A B …
 *
 * @param warmUps how many times each before it counts
 * @param count how many times each, at least 1
 * @param progress told of each measurement
 */
record Rounds(int warmUps, int count, Progress progress) {
  /** Told of measurements as they are made. */
  @FunctionalInterface
  interface Progress {
    /** Rounds are counted from 1, those of the warm-up below. */
    void measured(String side, int round, Sample sample);
  }

  Pair run(Side a, Side b) throws Exception {
    List<Sample> ofA = new ArrayList<>();
    List<Sample> ofB = new ArrayList<>();
    for (int round = 1 - warmUps; round <= count; round++) {
      Sample sampleOfA = measure(a, round);
      Sample sampleOfB = measure(b, round);
      if (round > 0) {
        ofA.add(sampleOfA);
        ofB.add(sampleOfB);
      }
    }
    return new Pair(new Samples(a.label(), ofA), new Samples(b.label(), ofB));
  }

  private Sample measure(Side side, int round) throws Exception {
    System.gc();
    Sample sample = side.measurement().take();
    progress.measured(side.label(), round, sample);
    return sample;
  }
}
