package io.obsrv.ingest;

import io.obsrv.policy.Scaling;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the work of one dataset: how many pushes wait or run, how many workers work on batches at
 * once, and how many records come in a second. Its bounds can be changed while it is in use. This
 * object's lock guards its figures; work itself is done outside of it.
 */
final class Throttle {
  /** How long to wait before asking again. */
  static final Duration PAUSE = Duration.ofMillis(10);

  private final Clock clock;
  private final ResizableSemaphore workers;
  private Scaling scaling;

  /** What the version says, which somebody may have changed by hand. */
  private Scaling declared;

  private int pushes;

  /** Records that may come now; below zero when a batch took more than there were. */
  private double allowance;

  private long lastMillis;

  private static final class ResizableSemaphore extends Semaphore {
    private static final long serialVersionUID = 1L;

    ResizableSemaphore(int permits) {
      super(permits, true);
    }

    void resize(int change) {
      if (change > 0) {
        release(change);
      } else {
        reducePermits(-change);
      }
    }
  }

  Throttle(Scaling scaling, Clock clock) {
    this.scaling = scaling;
    this.declared = scaling;
    this.clock = clock;
    this.workers = new ResizableSemaphore(scaling.workers());
    this.lastMillis = clock.millis();
    this.allowance = scaling.recordsPerSecond().orElse(0);
  }

  synchronized Scaling scaling() {
    return scaling;
  }

  /** Takes over what a version says. */
  synchronized void declare(Scaling next) {
    declared = next;
    scale(next);
  }

  synchronized void scale(Scaling next) {
    workers.resize(next.workers() - scaling.workers());
    int perSecond = next.recordsPerSecond().orElse(0);
    if (scaling.recordsPerSecond().isPresent()) {
      accrue(scaling.recordsPerSecond().getAsInt());
      allowance = Math.min(allowance, perSecond);
    } else {
      lastMillis = clock.millis();
      allowance = perSecond;
    }
    scaling = next;
  }

  /** Counts a push in; false if there are as many as there may be. */
  synchronized boolean enter() {
    if (pushes >= scaling.pendingPushes()) {
      return false;
    }
    pushes++;
    return true;
  }

  synchronized void leave() {
    pushes--;
  }

  synchronized int pending() {
    return pushes;
  }

  /** Whether it is as a new one would be: nothing runs, nothing is owed, nobody changed it. */
  synchronized boolean isAtRest() {
    return pushes == 0
        && workers.availablePermits() == scaling.workers()
        && scaling.equals(declared)
        && isRateFull();
  }

  private boolean isRateFull() {
    if (scaling.recordsPerSecond().isEmpty()) {
      return true;
    }
    int perSecond = scaling.recordsPerSecond().getAsInt();
    accrue(perSecond);
    return allowance >= perSecond;
  }

  /**
   * Whether so many records may come now; if so, they are counted. A batch may come as soon as one
   * record may; a large one delays those behind it for longer.
   */
  synchronized boolean admits(int records) {
    if (scaling.recordsPerSecond().isEmpty()) {
      return true;
    }
    accrue(scaling.recordsPerSecond().getAsInt());
    if (allowance <= 0) {
      return false;
    }
    allowance -= records;
    return true;
  }

  private void accrue(int perSecond) {
    long now = clock.millis();
    long elapsed = Math.max(0, now - lastMillis);
    lastMillis = now;
    allowance = Math.min(perSecond, allowance + perSecond * (elapsed / 1_000.0));
  }

  /** Takes workers that are free, at most so many; answers how many, to be let go of again. */
  int takeFree(int most) {
    int taken = 0;
    while (taken < most && isFree()) {
      taken++;
    }
    return taken;
  }

  /** Takes one unless another batch waits for it. */
  private boolean isFree() {
    try {
      return workers.tryAcquire(0, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Sets workers free that {@link #takeFree} took. */
  void letGo(int taken) {
    workers.release(taken);
  }

  /** Does work when there is a worker for it, first come, first served. */
  <T> T working(Supplier<T> work) {
    workers.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      workers.release();
    }
  }
}
