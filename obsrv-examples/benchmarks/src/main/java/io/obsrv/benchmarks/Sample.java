package io.obsrv.benchmarks;

/**
 * What one measurement found.
 *
 * @param value in the unit of the line
 * @param perCpuSecond the same per second of CPU, of this process and the database's together; NaN
 *     where that says nothing
 */
record Sample(double value, double perCpuSecond) {
  static Sample of(double value) {
    return new Sample(value, Double.NaN);
  }
}
