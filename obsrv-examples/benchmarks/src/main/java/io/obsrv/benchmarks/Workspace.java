package io.obsrv.benchmarks;

/**
 * An empty database for one measurement, gone when it is closed.
 *
 * @param place where it is
 * @param removal removes it
 */
record Workspace(Place place, Runnable removal) implements AutoCloseable {
  @Override
  public void close() {
    removal.run();
  }
}
