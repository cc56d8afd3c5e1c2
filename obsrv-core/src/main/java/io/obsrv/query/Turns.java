package io.obsrv.query;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.obsrv.dataset.DatasetId;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers so many questions of a dataset at the same time, and no more, so that one that is asked a
 * lot does not take the connections of all. Owns a count for each dataset that is being asked; for
 * many threads.
 */
final class Turns {
  private final QueryLimits limits;
  private final LoadingCache<DatasetId, Semaphore> turns;

  Turns(QueryLimits limits) {
    this.limits = limits;
    // One that nobody waits for or has is forgotten.
    this.turns =
        CacheBuilder.newBuilder()
            .weakValues()
            .build(CacheLoader.from(() -> new Semaphore(limits.concurrent(), true)));
  }

  /** Waits for a turn, and answers. */
  <T> T take(DatasetId id, Supplier<T> answer) {
    Semaphore turn = turns.getUnchecked(id);
    await(id, turn);
    try {
      return answer.get();
    } finally {
      turn.release();
    }
  }

  private void await(DatasetId id, Semaphore turn) {
    try {
      if (!turn.tryAcquire(limits.timeout().toSeconds(), TimeUnit.SECONDS)) {
        throw new QueryRefusedException(
            id,
            "%d questions are being answered, and none was done within %d s. Ask fewer at a time, or raise 'concurrent' of the QueryLimits."
                .formatted(limits.concurrent(), limits.timeout().toSeconds()),
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryRefusedException(
          id, "the thread was interrupted while others were answered. Ask again.", e);
    }
  }
}
