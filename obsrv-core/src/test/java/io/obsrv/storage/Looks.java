package io.obsrv.storage;

import java.util.concurrent.Semaphore;

/** How often somebody has asked a storage one thing about connectors. For many threads. */
public final class Looks {
  private final Semaphore looks = new Semaphore(0);
  private final String call;

  /** Counts calls of a method of {@code ConnectorStore}. */
  public Looks(String call) {
    this.call = call;
  }

  /** A storage whose calls are counted. */
  public Storage at(Storage storage) {
    return new ConnectorsTold(
        storage,
        told -> {
          if (told.equals(call)) {
            looks.release();
          }
        });
  }

  /** Waits for so many calls from now on. */
  public void await(int times) {
    looks.drainPermits();
    looks.acquireUninterruptibly(times);
  }
}
