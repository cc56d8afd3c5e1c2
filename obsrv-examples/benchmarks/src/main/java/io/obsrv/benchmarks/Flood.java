package io.obsrv.benchmarks;

import io.obsrv.Obsrv;
import io.obsrv.event.Event;
import io.obsrv.ingest.IngestRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Threads that together push ten times as many events as their dataset takes, until it is told to
 * end. Owns its threads, which share the counts.
 */
final class Flood {
  static final String ID = "flooded";

  /** Events that the dataset takes in a second. */
  static final int RATE = 500;

  private static final int THREADS = 4;
  private static final int BATCH = 10;
  private static final long PACE_NANOS = 1_000_000_000L * THREADS * BATCH / (10 * RATE);

  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final Obsrv obsrv;
  private volatile State state = State.FLOODING;

  private enum State {
    FLOODING,
    OVER
  }

  Flood(Obsrv obsrv) {
    this.obsrv = obsrv;
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::push, "flood-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  long taken() {
    return taken.get();
  }

  long refused() {
    return refused.get();
  }

  private void push() {
    List<Event> batch = batch();
    long due = System.nanoTime();
    while (state == State.FLOODING) {
      try {
        var unused = obsrv.ingestion().ingest(ID, batch);
        taken.incrementAndGet();
        batch = batch();
      } catch (IngestRefusedException e) {
        refused.incrementAndGet();
      }
      due += PACE_NANOS;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private static List<Event> batch() {
    int first = ThreadLocalRandom.current().nextInt(100_000_000);
    return IntStream.range(first, first + BATCH).mapToObj(n -> Event.json(Events.json(n))).toList();
  }

  /** Waits until every thread has ended. */
  void end() {
    state = State.OVER;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
