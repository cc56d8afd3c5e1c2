package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.Telemetry;
import java.util.concurrent.TimeUnit;

/** Waits for commits. This object's lock guards the figure. */
final class Taken implements Telemetry {
  private long records;

  @Override
  public synchronized void committed(DatasetId dataset, CommittedBatch batch) {
    records += batch.received();
    notifyAll();
  }

  synchronized void await(long count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (records < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("waited for " + count + " records, there are " + records);
      }
      TimeUnit.MILLISECONDS.timedWait(this, left);
    }
  }
}
