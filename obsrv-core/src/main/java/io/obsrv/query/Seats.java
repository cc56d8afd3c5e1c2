package io.obsrv.query;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.dataset.DatasetId;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers so many questions at the same time, and no more; others wait for a while, in the order in
 * which they came. For many threads.
 */
public final class Seats {
  private final int count;
  private final String remedy;
  private final Semaphore free;

  /**
   * For some questions at a time.
   *
   * @param count how many, at least 1
   * @param remedy what to do where there are too many, beside asking fewer; goes on a sentence
   */
  public Seats(int count, String remedy) {
    checkArgument(count >= 1, "count is %s, must be at least 1", count);
    this.count = count;
    this.remedy = remedy;
    this.free = new Semaphore(count, true);
  }

  /**
   * Waits for a seat, and answers.
   *
   * @param id the dataset that is asked
   * @param patience how long to wait at most
   * @param answer answers
   * @param <T> the answer's type
   * @return the answer
   * @throws QueryRefusedException if no seat became free, or the thread was interrupted
   */
  public <T> T take(DatasetId id, Duration patience, Supplier<T> answer) {
    await(id, patience);
    try {
      return answer.get();
    } finally {
      free.release();
    }
  }

  private void await(DatasetId id, Duration patience) {
    try {
      if (!free.tryAcquire(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new QueryRefusedException(
            id,
            "%d questions are being answered, and none was done within %d s. Ask fewer at a time, or %s."
                .formatted(count, patience.toSeconds(), remedy),
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryRefusedException(
          id, "the thread was interrupted while others were answered. Ask again.", e);
    }
  }
}
