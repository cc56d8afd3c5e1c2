package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The threads of connectors, by their names. */
final class Workers {
  private static final long PATIENCE = 60_000;

  private Workers() {}

  static List<Thread> named(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .toList();
  }

  /** Returns when something is so. */
  static void await(String what, BooleanSupplier isSo) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
    while (!isSo.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time to be %s", what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** Returns when no thread of that name is alive. */
  static void awaitEnd(String name) throws InterruptedException {
    for (Thread thread : named(name)) {
      thread.join(PATIENCE);
      assertThat(thread.isAlive()).as("thread %s goes on", name).isFalse();
    }
  }
}
