package io.obsrv.benchmarks;

/** What was found of both sides. */
record Pair(Samples a, Samples b) {
  /** The medians of what the line is about. */
  Comparison comparison(String what, Unit unit, Target target) {
    return new Comparison(what, a.median(Sample::value), b.median(Sample::value), unit, target);
  }
}
