package io.obsrv.ingest;

import io.obsrv.connector.Connectors;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Arrival;
import io.obsrv.event.CommitResult;
import io.obsrv.event.DataStore;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.event.Receipt;
import io.obsrv.pipeline.Pipeline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way into one live dataset: its pipeline, its bound of pushes, its sources. Pushes run on the
 * callers' threads; the map of workers is guarded by this object's lock.
 */
final class Lane {
  private final Connectors connectors;
  private final DataStore store;
  private final BatchWriter writer;
  private final AtomicInteger pushes = new AtomicInteger();
  private final Map<String, SourceWorker> workers = new TreeMap<>();

  Lane(Connectors connectors, DataStore store, BatchWriter writer) {
    this.connectors = connectors;
    this.store = store;
    this.writer = writer;
  }

  DatasetId id() {
    return layout().id();
  }

  Layout layout() {
    return writer.pipeline().layout();
  }

  Receipt push(List<Event> events, Optional<String> batchId) {
    int bound = layout().definition().scaling().pendingPushes();
    if (pushes.incrementAndGet() > bound) {
      pushes.decrementAndGet();
      throw IngestRefusedException.overloaded(id(), bound);
    }
    try {
      return receipt(writer.write(new Arrival.Pushed(writer.now(), batchId), events));
    } finally {
      pushes.decrementAndGet();
    }
  }

  /**
   * Goes on with a version that has been published; sources that are the same in it are not
   * disturbed.
   */
  synchronized void use(Layout layout) {
    writer.use(new Pipeline(layout));
    List<SourceWorker> gone =
        workers.values().stream().filter(worker -> !worker.reads(layout.definition())).toList();
    stop(gone);
    gone.forEach(worker -> workers.remove(worker.status().name()));
  }

  /** Starts every source that is not running. */
  synchronized void startSources() {
    for (String name : layout().definition().sources().keySet()) {
      SourceWorker present = workers.get(name);
      if (present == null || present.ended().isDone()) {
        SourceWorker worker =
            new SourceWorker(layout().definition(), name, connectors, store, writer);
        workers.put(name, worker);
        worker.start();
      }
    }
  }

  synchronized List<SourceWorker> workers() {
    return List.copyOf(workers.values());
  }

  void stopSources() {
    stop(workers());
  }

  private static void stop(Collection<SourceWorker> workers) {
    workers.forEach(SourceWorker::stop);
    workers.forEach(SourceWorker::awaitStop);
  }

  private Receipt receipt(BatchWriter.Written written) {
    if (written.result() instanceof CommitResult.Committed committed) {
      return Receipt.of(written.commit(), committed);
    }
    if (written.result() instanceof CommitResult.Repeated repeated) {
      return repeated.first();
    }
    throw IngestRefusedException.notLive(id(), "not taking records");
  }
}
