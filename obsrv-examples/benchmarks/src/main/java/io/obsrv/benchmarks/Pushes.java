package io.obsrv.benchmarks;

import io.obsrv.Obsrv;
import io.obsrv.event.Event;
import io.obsrv.event.Receipt;
import java.util.List;

/** Pushes events into the dataset of a workload. */
final class Pushes {
  private Pushes() {}

  static Receipt push(Obsrv obsrv, List<byte[]> batch) {
    List<Event> events = batch.stream().<Event>map(Event.Json::new).toList();
    return obsrv.ingestion().ingest(Workload.ID, events);
  }

  /**
   * Pushes the events from a number to before another, made on the way.
   *
   * @return the seconds that the pushes took
   */
  static double range(Obsrv obsrv, int from, int to) {
    long nanos = 0;
    for (int first = from; first < to; first += Sizes.BATCH) {
      List<byte[]> batch = Events.range(first, Math.min(to, first + Sizes.BATCH));
      long start = System.nanoTime();
      var unused = push(obsrv, batch);
      nanos += System.nanoTime() - start;
    }
    return nanos / 1e9;
  }
}
