package io.obsrv.ingest;

/**
 * Work that was begun, possibly on another thread.
 *
 * @param <T> what comes of it
 */
interface Pending<T> {
  boolean isDone();

  /** Waits until it is done, and answers what came of it; throws what it failed with. */
  T await();
}
