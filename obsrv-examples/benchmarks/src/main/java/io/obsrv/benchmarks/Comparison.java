package io.obsrv.benchmarks;

/**
 * A row of the table.
 *
 * @param what was compared
 * @param a the one
 * @param b the other
 * @param unit of both
 * @param target what it should show
 */
record Comparison(String what, Figure a, Figure b, Unit unit, Target target) {
  /**
   * One of the two.
   *
   * @param label what it is
   * @param value the median where it was measured more than once
   */
  record Figure(String label, double value) {}

  /** A in B; 1 if both are zero. */
  double ratio() {
    return a.value() == b.value() ? 1 : a.value() / b.value();
  }
}
