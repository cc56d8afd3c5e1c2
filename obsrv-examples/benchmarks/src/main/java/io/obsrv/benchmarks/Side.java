package io.obsrv.benchmarks;

/**
 * One of the two things that a line compares.
 *
 * @param label what it is, in the table
 * @param measurement measures it once, from a fresh start
 */
record Side(String label, Measurement measurement) {
  @FunctionalInterface
  interface Measurement {
    Sample take() throws Exception;
  }
}
