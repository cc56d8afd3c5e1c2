package io.obsrv.examples.connector;

import io.obsrv.dataset.DatasetId;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.Telemetry;
import java.util.HashMap;
import java.util.Map;

/** Waits for the records of a source that never ends. This object's lock guards the figures. */
final class Arrivals implements Telemetry {
  private final Map<DatasetId, Long> received = new HashMap<>();

  @Override
  public synchronized void committed(DatasetId dataset, CommittedBatch batch) {
    received.merge(dataset, batch.received(), Long::sum);
    notifyAll();
  }

  /** Returns when so many records of a dataset are stored. */
  synchronized void await(String dataset, long records) {
    try {
      while (received.getOrDefault(DatasetId.of(dataset), 0L) < records) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
