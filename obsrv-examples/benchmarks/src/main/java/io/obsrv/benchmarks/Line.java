package io.obsrv.benchmarks;

import java.util.List;

/** A benchmark: one or more comparisons of the same kind. */
interface Line {
  /** By what name it is asked for. */
  String name();

  /** What it compares, in a few words. */
  String description();

  List<Comparison> compare(Bench bench) throws Exception;
}
