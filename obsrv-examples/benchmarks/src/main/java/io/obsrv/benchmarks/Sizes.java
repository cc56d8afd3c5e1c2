package io.obsrv.benchmarks;

/**
 * How much of everything.
 *
 * @param events of one measurement of a load
 * @param masters rows of each dataset that events are looked up in
 * @param rows stored where a question is asked, and where growth is first looked at
 * @param pushes of one measurement of a neighbour, an event each
 * @param datasets of a crowd
 */
record Sizes(int events, int masters, int rows, int pushes, int datasets) {
  /** Records of one commit. */
  static final int BATCH = 1_000;
}
