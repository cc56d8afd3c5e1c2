package io.obsrv.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one worker, and how it is brought to an end, also where a connector does not come
 * back. Used by the thread itself and by those who stop it, through volatile fields and a latch.
 */
final class WorkerThread {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** How much of that is left when what the worker hangs in is closed. */
  private static final Duration FORCED = Duration.ofSeconds(2);

  /** How long an interrupted thread has, to be seen to end. */
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final ThreadFactory factory;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile @Nullable AutoCloseable open;
  private volatile boolean leftBehind;
  private volatile long stopBy;

  WorkerThread(ThreadFactory factory, String name, Runnable work) {
    this.factory = factory;
    this.thread = made(name, work);
  }

  private Thread made(String name, Runnable work) {
    Thread made = factory.newThread(work);
    made.setName(name);
    made.setDaemon(true);
    return made;
  }

  void start() {
    thread.start();
  }

  /** What is to be closed where the thread hangs in it when it is told to stop. */
  <T extends AutoCloseable> T using(T opened) {
    open = opened;
    return opened;
  }

  /** Tells it to stop, without waiting. */
  void stop() {
    if (!isStopped()) {
      stopBy = System.nanoTime() + CLOSE.toNanos();
    }
    stop.countDown();
  }

  boolean isStopped() {
    return stop.getCount() == 0;
  }

  boolean isStoppedWithin(Duration time) {
    try {
      return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Waits until it has ended. If it hangs, what it has opened is closed; if that does not help, it
   * is interrupted and left behind. So many that hang take no longer than one.
   */
  void awaitStop() {
    try {
      if (!isOverBy(stopBy - FORCED.toNanos())) {
        closeOpened();
        leftBehind = !isOverBy(stopBy);
        thread.interrupt();
        thread.join(GLANCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nobody waits for it any longer: it may have no effect. */
  boolean isLeftBehind() {
    return leftBehind;
  }

  private boolean isOverBy(long time) throws InterruptedException {
    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(time - System.nanoTime())));
    return !thread.isAlive();
  }

  private void closeOpened() {
    AutoCloseable opened = open;
    if (opened != null) {
      var unused = begin("close", () -> close(opened));
    }
  }

  /**
   * Does what is left to do for a worker that was left behind, and does not wait for it much longer
   * either.
   */
  void leave(String role, Runnable work) {
    try {
      Optional<Thread> beside = begin(role, work);
      if (beside.isPresent()) {
        beside.get().join(GLANCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** On a thread of its own, since it may hang as well; where there can be none, not at all. */
  private Optional<Thread> begin(String role, Runnable work) {
    Thread beside = made(thread.getName() + "-" + role, work);
    try {
      beside.start();
      return Optional.of(beside);
    } catch (OutOfMemoryError e) {
      LOG.warn(
          "There is no thread '{}': {} stops without it.", beside.getName(), thread.getName(), e);
      return Optional.empty();
    }
  }

  private void close(AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception e) {
      LOG.warn("What {} hangs in could not be closed.", thread.getName(), e);
    }
  }
}
