package io.obsrv.jdbc.crash;

import io.obsrv.Obsrv;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Event;
import io.obsrv.event.Receipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Pushes batches with names until it is told to stop, and each of them until it has a receipt. No
 * record has a key that would forgive a batch that is stored twice. Owned by one thread.
 */
final class Pusher implements Callable<Map<String, Receipt>> {
  static final int RECORDS = 10;
  private static final Set<ErrorCode> PASSING =
      Set.of(ErrorCode.STORAGE_FAILED, ErrorCode.COMMIT_OUTCOME_UNKNOWN);

  private final Obsrv obsrv;
  private final String dataset;
  private final String name;
  private final BooleanSupplier isOver;
  private final BlockingQueue<String> stored;

  Pusher(
      Obsrv obsrv,
      String dataset,
      String name,
      BooleanSupplier isOver,
      BlockingQueue<String> stored) {
    this.obsrv = obsrv;
    this.dataset = dataset;
    this.name = name;
    this.isOver = isOver;
    this.stored = stored;
  }

  /** The receipts by the names of the batches. */
  @Override
  public Map<String, Receipt> call() {
    Map<String, Receipt> receipts = new LinkedHashMap<>();
    for (int n = 0; !isOver.getAsBoolean(); n++) {
      String batch = name + "-" + n;
      receipts.put(batch, push(batch));
      stored.add(batch);
    }
    return receipts;
  }

  private Receipt push(String batch) {
    while (true) {
      try {
        return obsrv.ingestion().ingest(dataset, batch, events(batch));
      } catch (ObsrvException e) {
        if (!PASSING.contains(e.code())) {
          throw e;
        }
      }
    }
  }

  /** One of them is broken. */
  static List<Event> events(String batch) {
    return IntStream.range(0, RECORDS)
        .mapToObj(
            i ->
                i == RECORDS - 1
                    ? "{\"id\": 1,"
                    : "{\"id\": \"%s-%d\", \"place\": \"p%d\", \"amount\": %d}"
                        .formatted(batch, i, i % 4, i))
        .map(Event::json)
        .toList();
  }
}
