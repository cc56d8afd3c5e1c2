package io.obsrv.ingest;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.dataset.DatasetId;
import io.obsrv.pipeline.Parts;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets those workers of a dataset that have no batch of their own help with a large one. Their
 * threads end soon after there is nothing to do. For many threads: the throttle owns how many
 * workers are free, the executor its threads.
 */
final class FreeWorkers implements Parts, AutoCloseable {
  /** A part of fewer records is done sooner than another thread has begun with it. */
  private static final int SMALLEST_PART = 250;

  private static final long IDLE_SECONDS = 1;

  private final Throttle throttle;
  private final ThreadPoolExecutor threads;

  FreeWorkers(DatasetId id, Throttle throttle) {
    this.throttle = throttle;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "obsrv-" + id + "-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public int count(int records) {
    return Math.max(1, Math.min(records / SMALLEST_PART, throttle.scaling().workers()));
  }

  @Override
  public <T> void each(List<T> parts, Consumer<T> work) {
    int helpers = throttle.takeFree(parts.size() - 1);
    if (helpers == 0) {
      parts.forEach(work);
      return;
    }
    try {
      each(parts, work, helpers);
    } finally {
      throttle.letGo(helpers);
    }
  }

  private <T> void each(List<T> parts, Consumer<T> work, int helpers) {
    List<FutureTask<?>> tasks =
        parts.stream().<FutureTask<?>>map(part -> task(part, work)).toList();
    // Whoever comes to a part that somebody has begun with goes on to the next.
    Runnable all = () -> tasks.forEach(FutureTask::run);
    for (int i = 0; i < helpers; i++) {
      help(all);
    }
    all.run();
    tasks.forEach(FreeWorkers::await);
    tasks.forEach(FreeWorkers::rethrow);
  }

  private static <T> FutureTask<?> task(T part, Consumer<T> work) {
    return new FutureTask<>(
        () -> {
          work.accept(part);
          return true;
        });
  }

  private void help(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // The library is being closed, or there can be no more threads: whoever brought the batch
      // does it alone.
    }
  }

  private static void await(FutureTask<?> task) {
    try {
      var unused = Uninterruptibles.getUninterruptibly(task);
    } catch (ExecutionException e) {
      // Told when no part is worked on any more.
    }
  }

  private static void rethrow(FutureTask<?> task) {
    try {
      var unused = Uninterruptibles.getUninterruptibly(task);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
