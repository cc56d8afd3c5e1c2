package io.obsrv.ingest;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.dataset.DatasetId;
import io.obsrv.pipeline.Parts;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets those workers of a dataset that have no batch of their own help with a large one, or commit
 * one while the next is read. Their threads end soon after there is nothing to do. For many
 * threads: the throttle owns how many workers are free, the executor its threads.
 */
final class FreeWorkers implements Parts, AutoCloseable {
  /** A part of fewer records is done sooner than another thread has begun with it. */
  private static final int SMALLEST_PART = 250;

  private static final long IDLE_SECONDS = 1;

  private final Throttle throttle;
  private final ThreadPoolExecutor threads;

  FreeWorkers(DatasetId id, Throttle throttle, ThreadFactory factory) {
    this.throttle = throttle;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = factory.newThread(work);
              thread.setName("obsrv-" + id + "-worker");
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
    callHelpers(helpers, all);
    all.run();
    tasks.forEach(FreeWorkers::await);
    for (FutureTask<?> task : tasks) {
      var unused = result(task);
    }
  }

  private void callHelpers(int count, Runnable work) {
    for (int i = 0; i < count; i++) {
      if (!isTaken(work)) {
        return;
      }
    }
  }

  /**
   * Begins with work that a worker is needed for: on a thread of its own if one is free, else this
   * thread waits for one and does it.
   */
  <T> Pending<T> begin(Supplier<T> work) {
    FutureTask<T> beside =
        new FutureTask<>(
            () -> {
              try {
                return work.get();
              } finally {
                throttle.letGo(1);
              }
            });
    if (throttle.takeFree(1) == 0) {
      FutureTask<T> here = new FutureTask<>(() -> throttle.working(work));
      here.run();
      return pending(here);
    }
    if (!isTaken(beside)) {
      beside.run();
    }
    return pending(beside);
  }

  private static <T> Pending<T> pending(FutureTask<T> task) {
    return new Pending<>() {
      @Override
      public boolean isDone() {
        return task.isDone();
      }

      @Override
      public T await() {
        return result(task);
      }
    };
  }

  private static <T> FutureTask<?> task(T part, Consumer<T> work) {
    return new FutureTask<>(
        () -> {
          work.accept(part);
          return true;
        });
  }

  /** Whether a thread takes it; if not, whoever brought it does it alone. */
  private boolean isTaken(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // The library is being closed, or there can be no more threads.
      return false;
    }
  }

  private static void await(FutureTask<?> task) {
    try {
      var unused = Uninterruptibles.getUninterruptibly(task);
    } catch (ExecutionException e) {
      // Told when no part is worked on any more.
    }
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return requireNonNull(Uninterruptibles.getUninterruptibly(task));
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(requireNonNull(e.getCause()));
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
