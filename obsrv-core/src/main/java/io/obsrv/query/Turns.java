package io.obsrv.query;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.obsrv.dataset.DatasetId;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Answers so many questions of a dataset at the same time, and no more, so that one that is asked a
 * lot does not take the connections of all. Owns the seats of each dataset that is being asked; for
 * many threads.
 */
final class Turns {
  private final Duration patience;
  private final LoadingCache<DatasetId, Seats> seats;

  Turns(QueryLimits limits) {
    this.patience = limits.timeout();
    // Those that nobody waits for or has are forgotten.
    this.seats =
        CacheBuilder.newBuilder()
            .weakValues()
            .build(
                CacheLoader.from(
                    () -> new Seats(limits.concurrent(), "raise 'concurrent' of the QueryLimits")));
  }

  /** Waits for a turn, and answers. */
  <T> T take(DatasetId id, Supplier<T> answer) {
    Seats taken = seats.getUnchecked(id);
    try {
      return taken.take(id, patience, answer);
    } finally {
      Reference.reachabilityFence(taken);
    }
  }
}
