package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The threads of connectors, by their names. */
final class Workers {
  private static final long PATIENCE = 20_000;

  private Workers() {}

  static List<Thread> named(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .toList();
  }

  /** Returns when no thread of that name is alive. */
  static void awaitEnd(String name) throws InterruptedException {
    for (Thread thread : named(name)) {
      thread.join(PATIENCE);
      assertThat(thread.isAlive()).as("thread %s goes on", name).isFalse();
    }
  }
}
