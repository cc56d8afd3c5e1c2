package io.obsrv.benchmarks;

import io.obsrv.Obsrv;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** A dataset that gets an event every few milliseconds. Of one thread. */
final class Neighbour {
  static final String ID = "neighbour";

  private static final long PACE_NANOS = 4_000_000;

  private final Obsrv obsrv;
  private int number;

  Neighbour(Obsrv obsrv) {
    this.obsrv = obsrv;
  }

  /** The 99th percentile, in milliseconds, of the time that pushes of one event take. */
  double percentile(int pushes) {
    double[] millis = new double[pushes];
    long due = System.nanoTime();
    for (int i = 0; i < pushes; i++) {
      due = Math.max(due + PACE_NANOS, System.nanoTime());
      String event = Events.json(number++);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      long start = System.nanoTime();
      obsrv.ingestion().ingest(ID, event);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[pushes * 99 / 100];
  }
}
