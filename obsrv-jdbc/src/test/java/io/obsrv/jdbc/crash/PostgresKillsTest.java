package io.obsrv.jdbc.crash;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Counters;
import io.obsrv.event.Receipt;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One dataset whose source is read, and one that is pushed to by several threads, while sessions
 * are ended or killed, and the server is killed and started again. More rounds with {@code
 * -Dobsrv.rounds}.
 */
class PostgresKillsTest {
  private static final int ROUNDS = Integer.getInteger("obsrv.rounds", 1);
  private static final int LINES = 400;
  private static final int THREADS = 3;
  private static final int BATCHES_BETWEEN = 6;
  private static final QueryLimits ALL = new QueryLimits(10_000_000, Duration.ofMinutes(1));

  @TempDir private Path directory;

  private final BlockingQueue<String> stored = new LinkedBlockingQueue<>();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private int lines;

  /** Whose the connections are. */
  enum Connections {
    OF_A_POOL_OF_THE_LIBRARY {
      @Override
      JdbcStorage open(KillableServer server) {
        return JdbcStorage.postgres(server.url(), "postgres", "");
      }
    },
    OF_NO_POOL {
      @Override
      JdbcStorage open(KillableServer server) {
        return JdbcStorage.postgres(server.dataSource());
      }
    };

    abstract JdbcStorage open(KillableServer server);
  }

  /** What is done to the server, in an order that the seed decides. */
  private enum Blow {
    END_SESSION,
    KILL_SESSION,
    KILL_SERVER
  }

  @ParameterizedTest
  @EnumSource
  void whatever_is_killed_nothing_is_lost_and_nothing_stored_twice(Connections connections)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (KillableServer server = new KillableServer(directory.resolve("server"));
        Obsrv obsrv = Obsrv.on(connections.open(server)).queryLimits(ALL).open()) {
      assertThat(server.isDurable()).isTrue();
      grow();
      Fixtures.publish(obsrv, definition("read").source("file", Files.jsonLines(file())));
      Fixtures.publish(obsrv, definition("pushed"));
      List<Future<Map<String, Receipt>>> pushers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        pushers.add(threads.submit(new Pusher(obsrv, "pushed", "t" + i, isOver::get, stored)));
      }

      for (int round = 0; round < ROUNDS; round++) {
        strike(obsrv, server, new Random(round));
      }
      isOver.set(true);
      Map<String, Receipt> receipts = new TreeMap<>();
      for (Future<Map<String, Receipt>> pusher : pushers) {
        receipts.putAll(pusher.get(1, MINUTES));
      }
      finish(obsrv);

      assertRead(obsrv);
      assertPushed(obsrv, receipts);
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
  }

  /** Strikes twice or three times in each way, with some batches in between. */
  private void strike(Obsrv obsrv, KillableServer server, Random random) throws Exception {
    List<Blow> blows =
        new ArrayList<>(
            List.of(
                Blow.KILL_SERVER,
                Blow.END_SESSION,
                Blow.KILL_SESSION,
                Blow.END_SESSION,
                Blow.KILL_SESSION,
                Blow.END_SESSION,
                Blow.KILL_SERVER));
    Collections.shuffle(blows, random);
    for (Blow blow : blows) {
      for (int i = 0; i < BATCHES_BETWEEN; i++) {
        awaitBatch();
      }
      grow();
      start(obsrv);
      switch (blow) {
        case END_SESSION -> server.endSession(random);
        case KILL_SESSION -> server.killSession(random);
        case KILL_SERVER -> server.killServer();
      }
      stored.clear();
    }
  }

  private void awaitBatch() throws InterruptedException {
    assertThat(stored.poll(1, MINUTES)).as("a batch that is stored").isNotNull();
  }

  /** Batches may have been stored between the blow and the moment in which the server notices. */
  private void start(Obsrv obsrv) throws InterruptedException {
    boolean isStarted = false;
    while (!isStarted) {
      try {
        obsrv.ingestion().start("read");
        isStarted = true;
      } catch (ObsrvException e) {
        assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.STORAGE_FAILED);
        awaitBatch();
      }
    }
  }

  /** The source may have completed before the last lines came. */
  private static void finish(Obsrv obsrv) {
    obsrv.ingestion().awaitCompletion("read");
    obsrv.ingestion().start("read");
    obsrv.ingestion().awaitCompletion("read");
  }

  private void assertRead(Obsrv obsrv) {
    long broken = IntStream.rangeClosed(1, lines).filter(n -> n % 50 == 0).count();
    Counters counters = obsrv.monitor().stats("read").counters();
    assertThat(counters.received()).as("received").isEqualTo(lines);
    assertThat(counters.quarantined()).as("quarantined").isEqualTo(broken);
    assertThat(ids(obsrv, "read"))
        .as("ids")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, lines)
                .filter(n -> n % 50 != 0)
                .mapToObj(n -> "l" + n)
                .toList());
    assertConsistent(obsrv, "read", counters);
  }

  private static void assertPushed(Obsrv obsrv, Map<String, Receipt> receipts) {
    List<String> expected = new ArrayList<>();
    for (String batch : receipts.keySet()) {
      for (int i = 0; i < Pusher.RECORDS - 1; i++) {
        expected.add(batch + "-" + i);
      }
    }
    Counters counters = obsrv.monitor().stats("pushed").counters();
    assertThat(ids(obsrv, "pushed")).as("ids").containsExactlyInAnyOrderElementsOf(expected);
    assertThat(counters.received()).as("received").isEqualTo(receipts.size() * 10L);
    assertThat(counters.quarantined()).as("quarantined").isEqualTo(receipts.size());
    assertConsistent(obsrv, "pushed", counters);
    receipts.forEach(
        (batch, receipt) -> {
          assertThat(receipt.accepted()).as(batch).isEqualTo(9);
          assertThat(obsrv.ingestion().ingest("pushed", batch, Pusher.events(batch)))
              .as("what is told of %s when it is pushed again", batch)
              .isEqualTo(receipt);
        });
    assertThat(obsrv.monitor().stats("pushed").counters()).isEqualTo(counters);
  }

  private static void assertConsistent(Obsrv obsrv, String id, Counters counters) {
    assertThat(counters.received())
        .as("received = accepted + duplicates + quarantined")
        .isEqualTo(counters.accepted() + counters.duplicates() + counters.quarantined());
    List<Row> rows = obsrv.queries().sql(id, "select count(*) from " + id).rows();
    assertThat(rows.get(0).value(0)).as("rows").isEqualTo(counters.accepted());
    assertThat(obsrv.monitor().quarantined(id, 0, 1_000_000))
        .as("quarantine")
        .hasSize((int) counters.quarantined());
    assertThat(obsrv.queries().run(id, Query.from("by_place")).rows())
        .extracting(Row::toString)
        .as("the aggregate table")
        .containsExactlyInAnyOrderElementsOf(
            obsrv
                .queries()
                .sql(
                    id,
                    "select place, count(*), sum(amount), max(amount) from %s group by place"
                        .formatted(id))
                .rows()
                .stream()
                .map(Row::toString)
                .toList());
  }

  private static List<String> ids(Obsrv obsrv, String id) {
    return obsrv.queries().run(id, Query.from(id).select("id").limit(10_000_000)).rows().stream()
        .map(row -> String.valueOf(row.value(0)))
        .toList();
  }

  private Path file() {
    return directory.resolve("lines.jsonl");
  }

  private void grow() throws IOException {
    List<String> more = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      int n = ++lines;
      more.add(
          n % 50 == 0
              ? "{\"id\": " + n + ","
              : "{\"id\": \"l%d\", \"place\": \"p%d\", \"amount\": %d}".formatted(n, n % 4, n));
    }
    java.nio.file.Files.write(file(), more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static DefinitionBuilder definition(String id) {
    return DatasetDefinition.named(id)
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "string"},
                  "place": {"type": "string"},
                  "amount": {"type": "integer"}}}
                """))
        .scaling(Scaling.DEFAULT.batchSize(20))
        .table("by_place", t -> t.groupBy("place").count().sum("amount").max("amount"));
  }
}
