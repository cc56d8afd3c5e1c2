package io.obsrv.jdbc;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.callback.Callback;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Counters;
import io.obsrv.event.Event;
import io.obsrv.ingest.IngestRefusedException;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.Scaling;
import io.obsrv.schema.Schema;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Reads a file into one dataset, whose destination takes nothing until the file is read, while more
 * threads push into another than that may have; then says what has become of all records.
 */
final class CrowdedMain {
  private static final int THREADS = 4;
  private static final int BATCH = 100;

  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch delivered;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  private CrowdedMain(int records) {
    delivered = new CountDownLatch(records);
  }

  /** The arguments are the directory, the file and the number of its records. */
  public static void main(String[] arguments) throws InterruptedException {
    new CrowdedMain(Integer.parseInt(arguments[2]))
        .run(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  private void run(Path directory, Path file) throws InterruptedException {
    try (Obsrv obsrv =
        Obsrv.on(JdbcStorage.h2(directory)).connector(Callback.to("late", this::take)).open()) {
      Fixtures.publish(obsrv, texts("pushed").scaling(Scaling.DEFAULT.pendingPushes(2)));
      Fixtures.publish(
          obsrv,
          texts("read")
              .source("file", Files.jsonLines(file))
              .destination("out", ConnectorConfig.of("late", Map.of())));
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<CompletableFuture<Void>> floods =
          IntStream.range(0, THREADS)
              .mapToObj(i -> CompletableFuture.runAsync(() -> flood(obsrv), threads))
              .toList();
      obsrv.ingestion().awaitCompletion("read");
      read.countDown();
      floods.forEach(CompletableFuture::join);
      threads.shutdown();
      delivered.await();
      tell("read", obsrv);
      tell("pushed", obsrv);
      System.out.println("acknowledged " + acknowledged + " refused " + (refused.get() > 0));
    }
  }

  private void take(DestinationBatch batch) {
    Uninterruptibles.awaitUninterruptibly(read);
    batch.records().forEach(record -> delivered.countDown());
  }

  /** Until the file is read, or longer if nothing was refused up to then. */
  private void flood(Obsrv obsrv) {
    List<Event> batch =
        Collections.nCopies(BATCH, Event.json("{\"text\": \"" + "y".repeat(1_000) + "\"}"));
    while (read.getCount() > 0 || refused.get() == 0) {
      try {
        acknowledged.addAndGet(obsrv.ingestion().ingest("pushed", batch).accepted());
      } catch (IngestRefusedException e) {
        refused.incrementAndGet();
      }
    }
  }

  private static void tell(String id, Obsrv obsrv) {
    Counters counters = obsrv.monitor().stats(id).counters();
    System.out.println(
        "%s %d %d %d".formatted(id, counters.received(), counters.accepted(), counters.rows()));
  }

  private static DefinitionBuilder texts(String id) {
    return DatasetDefinition.named(id)
        .schema(
            Schema.parse(
                "{\"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"}}}"));
  }
}
