package io.obsrv.storage;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes threads of which only so many can be started; for the others the system has no room. For
 * many threads.
 */
public final class ScarceThreads implements ThreadFactory {
  /** In bytes: the system has no room for such a stack. */
  private static final long TOO_LARGE = 1L << 47;

  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger refused = new AtomicInteger();

  /** From now on so many threads are made that can be started. */
  public void leave(int threads) {
    left.set(threads);
  }

  /** How many were made that cannot. */
  public int refused() {
    return refused.get();
  }

  @Override
  public Thread newThread(Runnable work) {
    if (left.getAndUpdate(threads -> Math.max(0, threads - 1)) > 0) {
      return new Thread(work);
    }
    refused.incrementAndGet();
    return new Thread(null, work, "refused", TOO_LARGE);
  }
}
