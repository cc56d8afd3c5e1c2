package io.obsrv.jdbc.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.callback.Callback;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Verb;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.RunState;
import io.obsrv.ingest.IngestRefusedException;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.jdbc.TestPostgres;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.ProcessDeath;
import io.obsrv.storage.Storage;
import io.obsrv.storage.WritesTold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two libraries on one database, as two processes have them. */
class SharedStorageTest {
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final DatasetId ID = DatasetId.of("orders");

  @TempDir private Path bundles;

  private final String database = TestPostgres.database();
  private final Tape tape = new Tape();
  private final Tape.Head ashas = tape.head();
  private final Tape.Head ravis = tape.head();
  private final List<Long> delivered = new CopyOnWriteArrayList<>();
  private final List<Obsrv> open = new ArrayList<>();
  private int records;

  private Storage storage() {
    return JdbcStorage.postgres(TestPostgres.url(database), "postgres", "");
  }

  private Obsrv open(Tape.Head head) {
    return open(head, storage());
  }

  private Obsrv open(Tape.Head head, Storage storage) {
    Obsrv obsrv =
        Obsrv.on(storage)
            .connector(head)
            .connector(
                Callback.to(
                    "mail",
                    batch ->
                        batch.records().stream()
                            .map(DestinationRecord::sequence)
                            .forEach(delivered::add)))
            .archives(bundles)
            .leaseTime(LEASE)
            .open();
    open.add(obsrv);
    return obsrv;
  }

  @AfterEach
  void close() {
    open.forEach(Obsrv::close);
    TestPostgres.drop(database);
  }

  private static DefinitionBuilder plain() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
                """))
        .key("id");
  }

  private static DefinitionBuilder fed() {
    return plain().source("feed", Tape.config());
  }

  private String record() {
    return "{\"id\": " + ++records + "}";
  }

  private static long rows(Obsrv obsrv) {
    return obsrv.monitor().stats("orders").counters().rows();
  }

  private static void awaitRows(Obsrv obsrv, long rows) {
    Patience.until("there are " + rows + " rows", () -> rows(obsrv) == rows);
  }

  private static RunState feed(Obsrv obsrv) {
    return obsrv.ingestion().source("orders", "feed").status().state();
  }

  private static void publishWith(Obsrv obsrv, String field) {
    Fixtures.publish(
        obsrv,
        "orders",
        d ->
            d.schema(
                Schema.parse(
                    """
                    {"type": "object", "required": ["id"], "properties": {
                      "id": {"type": "integer"}, "%s": {"type": "string", "default": "none"}}}
                    """
                        .formatted(field))));
  }

  @Test
  void a_version_that_one_publishes_is_live_for_the_others_next_commit() {
    Obsrv asha = open(ashas);
    Obsrv ravi = open(ravis);
    Fixtures.publish(asha, plain());
    ravi.ingestion().ingest("orders", record());

    publishWith(asha, "note");
    ravi.ingestion().ingest("orders", record());

    assertThat(ravi.queries().sql("orders", "select \"note\" from orders").rows())
        .containsExactly(new Row("none"), new Row("none"));
  }

  @Test
  void the_source_that_one_publishes_is_read_by_one_of_them_and_then_by_the_other() {
    Obsrv asha = open(ashas);
    Obsrv ravi = open(ravis);
    Fixtures.publish(asha, fed());
    tape.add(record());
    awaitRows(asha, 1);
    assertThat(ashas.position() == null).isNotEqualTo(ravis.position() == null);
    boolean isAshas = ravis.position() == null;
    Obsrv other = isAshas ? ravi : asha;
    Patience.until("it happens", () -> feed(other) == RunState.RUNNING);

    (isAshas ? asha : ravi).close();
    tape.add(record());

    awaitRows(other, 2);
    assertThat((isAshas ? ravis : ashas).position()).isEqualTo(2);
  }

  @Test
  void a_source_that_comes_with_a_later_version_is_read_by_who_only_pushed_before() {
    Obsrv asha = open(ashas);
    Obsrv ravi = open(ravis);
    Fixtures.publish(asha, plain());
    ravi.ingestion().ingest("orders", record());
    Fixtures.publish(asha, "orders", d -> d.source("feed", Tape.config()));
    asha.close();
    tape.add(record());

    awaitRows(ravi, 2);
  }

  @Test
  void a_source_that_one_pauses_writes_nothing_more_and_goes_on_when_another_resumes_it() {
    Obsrv asha = open(ashas);
    Fixtures.publish(asha, fed());
    tape.add(record());
    awaitRows(asha, 1);
    Obsrv ravi = open(ravis);

    ravi.ingestion().source("orders", "feed").pause();
    tape.add(record());
    Patience.until("it happens", () -> feed(asha) == RunState.PAUSED);
    assertThat(rows(asha)).isEqualTo(1);

    ravi.ingestion().source("orders", "feed").resume();
    awaitRows(asha, 2);
    Patience.until("it happens", () -> feed(asha) == RunState.RUNNING);
  }

  @Test
  void a_split_that_one_resets_is_read_again_by_who_has_it_though_nothing_comes() {
    Obsrv asha = open(ashas);
    Fixtures.publish(asha, fed());
    tape.add(record());
    tape.add(record());
    awaitRows(asha, 2);
    Obsrv ravi = open(ravis);

    ravi.ingestion().source("orders", "feed").reset(Tape.SPLIT, Optional.of(new Checkpoint("1")));

    Patience.until("it happens", () -> asha.monitor().stats("orders").counters().duplicates() == 1);
    assertThat(rows(ravi)).isEqualTo(2);
  }

  @Test
  void a_dataset_that_one_retires_and_reinstates_rests_and_goes_on_everywhere() {
    Obsrv asha = open(ashas);
    Obsrv ravi = open(ravis);
    Fixtures.publish(asha, fed());
    tape.add(record());
    awaitRows(asha, 1);

    ravi.datasets().retire("orders");
    tape.add(record());
    assertThatThrownBy(() -> asha.ingestion().ingest("orders", record()))
        .isInstanceOf(IngestRefusedException.class);
    assertThat(rows(ravi)).isEqualTo(1);
    ravi.datasets().reinstate("orders");
    asha.ingestion().ingest("orders", record());

    awaitRows(asha, 3);
  }

  @Test
  void a_dataset_that_one_archives_and_restores_is_found_by_the_other() {
    Obsrv asha = open(ashas);
    Obsrv ravi = open(ravis);
    Fixtures.publish(asha, plain());
    ravi.ingestion().ingest("orders", record());
    asha.datasets().retire("orders");
    asha.datasets().archive("orders");

    assertThatThrownBy(() -> ravi.ingestion().ingest("orders", record()))
        .isInstanceOf(IngestRefusedException.class);
    assertThat(rows(ravi)).isZero();
    asha.datasets().restore("orders");
    asha.datasets().reinstate("orders");

    ravi.ingestion().ingest("orders", record());
    assertThat(rows(ravi)).isEqualTo(2);
  }

  @Test
  void rows_that_both_push_are_delivered_once_and_in_their_order() {
    Obsrv asha = open(ashas);
    Obsrv ravi = open(ravis);
    Fixtures.publish(asha, plain().destination("mail", Callback.to("mail", b -> {}).config()));
    IntStream.range(0, 20)
        .forEach(i -> (i % 2 == 0 ? asha : ravi).ingestion().ingest("orders", record()));
    Patience.until("it happens", () -> delivered.size() >= 20);
    asha.close();
    ravi.ingestion().ingest("orders", record());
    Patience.until("it happens", () -> delivered.size() >= 21);

    assertThat(delivered).containsExactlyElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
  }

  @Test
  void rows_of_one_that_has_gone_are_delivered_by_another_that_rests() {
    Storage mute = storage();
    Obsrv asha = Obsrv.on(mute).sourcesStartOnCall().leaseTime(LEASE).open();
    open.add(asha);
    Obsrv ravi = open(ravis);
    Fixtures.publish(ravi, plain().destination("mail", Callback.to("mail", b -> {}).config()));
    Patience.until("it happens", () -> !isAlive("obsrv-orders-mail"));

    asha.ingestion().ingest("orders", record());

    Patience.until("it happens", () -> delivered.size() == 1);
  }

  private static Dataset present(Storage storage) {
    return storage.registry().find(ID).orElseThrow();
  }

  private static boolean isAlive(String thread) {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(thread));
  }

  @Test
  void a_move_that_a_living_process_is_in_the_middle_of_is_left_to_it_and_finished_when_it_dies() {
    Storage storage = storage();
    try (Obsrv first =
        Obsrv.on(
                WritesTold.of(
                    storage,
                    call -> {
                      if (call.equals("DataStore.activate")) {
                        throw new ProcessDeath("died");
                      }
                    }))
            .leaseTime(Duration.ofDays(1))
            .open()) {
      assertThatThrownBy(() -> Fixtures.publish(first, plain())).hasMessage("died");
      HeldLease held =
          storage
              .registry()
              .leases()
              .acquire(ID, "move", "another process", Duration.ofDays(1))
              .orElseThrow();

      Obsrv ravi = open(ravis);

      assertThat(present(storage).isUnderWay(Verb.PUBLISH)).isTrue();
      assertThatThrownBy(() -> ravi.datasets().publish("orders"))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessageContaining("another process is changing it");

      storage.registry().leases().release(ID, held);
      Patience.until("it happens", () -> present(storage).status() == DatasetStatus.LIVE);
    }
  }

  @Test
  void a_verb_waits_a_moment_for_who_only_looks_whether_something_is_to_be_finished() {
    Obsrv asha = open(ashas);
    Fixtures.publish(asha, plain());
    try (Storage storage = storage()) {
      HeldLease looking =
          storage
              .registry()
              .leases()
              .acquire(ID, "move", "another process", Duration.ofDays(1))
              .orElseThrow();
      FutureTask<Dataset> retiring = new FutureTask<>(() -> asha.datasets().retire("orders"));
      Thread retirer = new Thread(retiring, "retirer");

      retirer.start();
      Patience.until(
          "it waits", () -> retiring.isDone() || retirer.getState() == Thread.State.TIMED_WAITING);
      storage.registry().leases().release(ID, looking);

      assertThat(retiring).succeedsWithin(Duration.ofMinutes(1));
      assertThat(present(storage).status()).isEqualTo(DatasetStatus.RETIRED);
    }
  }
}
