package io.obsrv.examples;

import io.obsrv.Obsrv;
import java.io.PrintStream;
import java.time.Duration;

/** Waits for the sources of a dataset, and may say how far they are. */
interface Progress {

  void await(Obsrv obsrv, String id, long records);

  static Progress none() {
    return (obsrv, id, records) -> obsrv.ingestion().awaitCompletion(id);
  }

  /** A line that is written over, twice a second. */
  static Progress on(PrintStream terminal) {
    return (obsrv, id, records) -> {
      long start = System.nanoTime();
      long before = received(obsrv, id);
      while (!obsrv.ingestion().awaitCompletion(id, Duration.ofMillis(500))) {
        double seconds = (System.nanoTime() - start) / 1e9;
        terminal.print(line(received(obsrv, id) - before, records, seconds));
      }
      terminal.print("\r" + " ".repeat(60) + "\r");
    };
  }

  private static long received(Obsrv obsrv, String id) {
    return obsrv.monitor().stats(id).counters().received();
  }

  private static String line(long done, long records, double seconds) {
    double rate = done / seconds;
    String left = done == 0 ? "" : ", %,.0f s left".formatted(Math.max(0, records - done) / rate);
    return "\r%,d of %,d records, %,.0f/s%s   ".formatted(done, records, rate, left);
  }
}
