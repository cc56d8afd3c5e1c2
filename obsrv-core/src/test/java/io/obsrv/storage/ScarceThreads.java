package io.obsrv.storage;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes threads of which only so many start; the others fail as those for which the system has no
 * room. For many threads.
 */
public final class ScarceThreads implements ThreadFactory {
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger refused = new AtomicInteger();

  /** From now on so many threads start. */
  public void leave(int threads) {
    left.set(threads);
  }

  /** How many threads have not started. */
  public int refused() {
    return refused.get();
  }

  @Override
  public Thread newThread(Runnable work) {
    return new Thread(work) {
      @Override
      public synchronized void start() {
        if (left.getAndUpdate(threads -> Math.max(0, threads - 1)) == 0) {
          refused.incrementAndGet();
          throw new OutOfMemoryError("unable to create native thread");
        }
        super.start();
      }
    };
  }
}
