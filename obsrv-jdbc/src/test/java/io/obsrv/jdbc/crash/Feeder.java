package io.obsrv.jdbc.crash;

import io.obsrv.Obsrv;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Pushes to a dataset without an end, and says each batch that is acknowledged. A thread of its
 * own; another one may wait until it has got on.
 */
final class Feeder extends Thread {
  private static final long PATIENCE_SECONDS = 60;

  private final Obsrv obsrv;
  private final Feed feed;
  private final Semaphore acknowledged = new Semaphore(0);

  Feeder(Obsrv obsrv, Feed feed) {
    super("feeder of " + feed.id());
    setDaemon(true);
    this.obsrv = obsrv;
    this.feed = feed;
  }

  @Override
  public void run() {
    while (true) {
      feed.next(obsrv);
      System.out.println(feed.id() + " " + feed.batches());
      acknowledged.release();
    }
  }

  /** Waits until a batch was pushed from beginning to end. */
  void awaitBatch() {
    acknowledged.drainPermits();
    try {
      if (!acknowledged.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nothing was fed for a minute: " + feed);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
