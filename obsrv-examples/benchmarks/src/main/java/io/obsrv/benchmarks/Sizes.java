package io.obsrv.benchmarks;

/**
 * How much of everything.
 *
 * @param events of one measurement of a load
 */
record Sizes(int events) {
  static final int BATCH = 1_000;
}
