package io.obsrv.jdbc.crash;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.ObsrvBuilder;
import io.obsrv.connector.file.Files;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.ingest.Ingestion;
import io.obsrv.jdbc.CommitPoints;
import io.obsrv.jdbc.JdbcStorage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Everything {@link Purchases} ask for, from wherever an earlier run has left it: the sources to
 * their ends, the quarantine patched and replayed, and the destination behind the last row. Of one
 * thread; the latches are opened by that of the destination.
 */
final class PurchasesRun {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch idle = new CountDownLatch(1);
  private volatile boolean awaited;
  private volatile boolean reopened;
  private volatile boolean looked;

  static void publish(Purchases purchases) {
    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2(purchases.stored()))) {
      Fixtures.publish(obsrv, purchases.definition());
    }
  }

  static void finish(Path stored, Consumer<String> passed) throws InterruptedException {
    new PurchasesRun().run(stored, passed);
  }

  private void run(Path stored, Consumer<String> passed) throws InterruptedException {
    Watched watched = new Watched(passed.andThen(this::note));
    ObsrvBuilder builder = Obsrv.on(watched.storage(CommitPoints.h2(stored, passed)));
    Files.providers().forEach(provider -> builder.connector(watched.connector(provider)));
    try (Obsrv obsrv = builder.open()) {
      Ingestion ingestion = obsrv.ingestion();
      if (!ingestion.awaitCompletion(Purchases.ID, PATIENCE)) {
        throw new IllegalStateException(
            "the sources did not complete: " + ingestion.connectors(Purchases.ID));
      }
      repair(ingestion);
      await(opened, "the destination was not opened");
      awaited = true;
      ingestion.destination(Purchases.ID, Purchases.DESTINATION).restart();
      await(idle, "the destination had no rest");
    }
  }

  private static void await(CountDownLatch latch, String otherwise) throws InterruptedException {
    if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(otherwise);
    }
  }

  /**
   * A destination that was opened again, looks for changes, and then has nothing to do, has written
   * everything.
   */
  private void note(String passed) {
    if (passed.equals("after Destination.position")) {
      reopened = awaited;
    } else if (passed.equals("before ConnectorStore.changes")) {
      opened.countDown();
      looked = reopened;
    } else if (looked && passed.equals("after Destination.idle")) {
      idle.countDown();
    }
  }

  private static void repair(Ingestion ingestion) {
    var queue = ingestion.quarantine(Purchases.ID);
    for (QuarantinedEvent seen : queue.read(QuarantineFilter.ALL, 0, Integer.MAX_VALUE)) {
      String raw = new String(seen.event().raw(), StandardCharsets.UTF_8);
      if (raw.contains(Purchases.WRONG)) {
        queue.patch(seen, raw.replace(Purchases.WRONG, Purchases.RIGHT));
      }
    }
    queue.replay(QuarantineFilter.ALL);
  }
}
