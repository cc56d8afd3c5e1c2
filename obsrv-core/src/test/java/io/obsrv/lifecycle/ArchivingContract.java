package io.obsrv.lifecycle;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.archive.ArchiveException;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.StaleRevisionException;
import io.obsrv.dataset.Verb;
import io.obsrv.event.Event;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archive, restore and purge, the same on every storage. */
public abstract class ArchivingContract {
  @TempDir Path directory;
  private Storage storage;
  private Obsrv obsrv;

  /** A new and empty storage; closed by the contract. */
  protected abstract Storage storage();

  @BeforeEach
  void open() {
    storage = storage();
    obsrv = opened();
    Fixtures.publish(obsrv, orders());
    for (int i = 0; i < 5; i++) {
      obsrv.ingestion().ingest("orders", "{\"id\": %d, \"city\": \"c%d\"}".formatted(i, i % 2));
    }
    obsrv.ingestion().ingest("orders", "{\"id\": \"none\"}");
  }

  private Obsrv opened() {
    return Obsrv.on(storage).archives(directory.resolve("archives")).open();
  }

  @AfterEach
  protected void close() {
    obsrv.close();
  }

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {"id": {"type": "integer"}, "city": {"type": "string"}}}
                """))
        .key("id")
        .table("by_city", t -> t.where(field("id").atLeast(1)).groupBy("city").count().sum("id"));
  }

  private List<Row> answers() {
    return Stream.concat(
            obsrv.queries().run("orders", Query.from("orders").orderBy("id")).rows().stream(),
            obsrv.tables().rows("orders", "by_city").rows().stream())
        .toList();
  }

  private Path bundle() {
    String file = obsrv.datasets().find("orders").orElseThrow().archive().orElseThrow().file();
    return directory.resolve("archives").resolve(file);
  }

  private void archive() {
    obsrv.datasets().retire("orders");
    obsrv.datasets().archive("orders");
  }

  @Test
  void an_archived_dataset_is_in_its_bundle_alone_and_comes_back_as_it_was() {
    List<Row> before = answers();
    archive();

    assertThat(obsrv.datasets().find("orders").orElseThrow().status())
        .isEqualTo(DatasetStatus.ARCHIVED);
    assertThat(bundle()).exists();
    assertThatThrownBy(this::answers)
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Dataset 'orders' is ARCHIVED: its rows are in a bundle. Call restore(\"orders\") first.");

    obsrv.datasets().restore("orders");
    assertThat(answers()).isEqualTo(before);
    assertThat(obsrv.monitor().stats("orders").counters().received()).isEqualTo(6);
    obsrv.datasets().reinstate("orders");
    assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 1, \"city\": \"c1\"}").accepted())
        .isZero();
    assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 9, \"city\": \"c1\"}").accepted())
        .isEqualTo(1);
    assertThat(obsrv.ingestion().quarantine("orders").read(QuarantineFilter.ALL, 0, 10)).hasSize(1);
    assertThat(obsrv.governance().audit().verify().isIntact()).isTrue();
  }

  @Test
  void what_is_larger_than_most_records_comes_back_too() {
    Fixtures.publish(obsrv, "orders", draft -> draft.maxEventBytes(32 << 20));
    byte[] large = "x".repeat(16 << 20).getBytes(StandardCharsets.UTF_8);
    obsrv.ingestion().ingest("orders", List.of(new Event.Json(large)));
    archive();

    obsrv.datasets().restore("orders");

    assertThat(obsrv.ingestion().quarantine("orders").read(QuarantineFilter.ALL, 0, 10))
        .hasSize(2)
        .anySatisfy(record -> assertThat(record.raw()).isEqualTo(large));
  }

  @Test
  void a_bundle_with_one_byte_changed_is_refused_and_nothing_is_changed() throws IOException {
    archive();
    Path bundle = bundle();
    byte[] good = Files.readAllBytes(bundle);
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= 1;
      Files.write(bundle, bad);

      assertThatThrownBy(() -> obsrv.datasets().restore("orders"))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("is not what was written: its SHA-256 is");
    }
    Files.delete(bundle);
    assertThatThrownBy(() -> obsrv.datasets().restore("orders"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("cannot be read");
    assertThat(obsrv.datasets().find("orders").orElseThrow().intent()).isEmpty();

    Files.write(bundle, good);
    obsrv.datasets().restore("orders");
    assertThat(answers()).isNotEmpty();
  }

  @Test
  void a_bundle_of_entries_that_cannot_be_together_is_refused_and_nothing_is_kept()
      throws IOException {
    List<Row> before = answers();
    archive();
    byte[] good = Files.readAllBytes(bundle());
    ForgedBundle forged = ForgedBundle.of(good);
    Map<String, ForgedBundle> bad = new LinkedHashMap<>();
    for (String part : List.of("columns", "rows", "keys", "groups", "quarantine", "control")) {
      bad.put(part + " twice", forged.lines(part, lines -> lines + lines));
    }
    bad.put("no such column", forged.lines("rows", t -> t.replace("\"city\":", "\"town\":")));
    bad.put("another type", forged.lines("rows", t -> t.replace("\"id\":1", "\"id\":\"1\"")));
    bad.put("no such table", forged.lines("groups", t -> t.replace("by_city", "by_town")));
    bad.put(
        "another state", forged.lines("groups", t -> t.replace("\"state\":\"", "\"state\":\"x")));
    bad.put(
        "another version",
        forged
            .lines("control", t -> t.replace("\"version\":1", "\"version\":2"))
            .manifest(manifest -> manifest.put("live", 2)));
    for (Map.Entry<String, ForgedBundle> each : bad.entrySet()) {
      plant(each.getValue().zip());

      assertThatThrownBy(() -> obsrv.datasets().restore("orders"))
          .as(each.getKey())
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining(bundle().getFileName() + "' of dataset 'orders' cannot be read")
          .hasMessageContaining("cannot be re")
          .hasMessageEndingWith("Bring back a good copy of the file, then try again.");

      assertThat(archived().status()).as(each.getKey()).isEqualTo(DatasetStatus.ARCHIVED);
      assertThat(archived().intent()).as(each.getKey()).isEmpty();
      assertThatThrownBy(this::answers).as(each.getKey()).isInstanceOf(NotFoundException.class);
      assertThat(obsrv.monitor().stats("orders").counters().received()).as(each.getKey()).isZero();
    }
    plant(good);
    obsrv.datasets().restore("orders");
    assertThat(answers()).isEqualTo(before);
  }

  private Dataset archived() {
    return obsrv.datasets().find("orders").orElseThrow();
  }

  /** Puts a bundle in the place of the good one, and its hash into the registry. */
  private void plant(byte[] bytes) throws IOException {
    Files.write(bundle(), bytes);
    storage.registry().apply(ForgedBundle.registered(archived(), bytes));
  }

  @Test
  void a_restore_that_cannot_be_finished_is_given_up_and_keeps_nobody_from_opening()
      throws IOException {
    archive();
    Dataset archived = obsrv.datasets().find("orders").orElseThrow();
    Dataset begun = archived.begun(new Intent(Verb.RESTORE, ""));
    storage
        .registry()
        .apply(
            new Change(
                Optional.of(archived),
                Optional.of(begun),
                List.of(),
                new AuditEntry(
                    archived.id(),
                    Instant.EPOCH,
                    "system",
                    Verb.RESTORE,
                    OptionalInt.empty(),
                    "ARCHIVED",
                    "ARCHIVED",
                    "begun")));
    byte[] good = Files.readAllBytes(bundle());
    Files.write(bundle(), new byte[10]);

    Dataset found = opened().datasets().find("orders").orElseThrow();

    assertThat(found.status()).isEqualTo(DatasetStatus.ARCHIVED);
    assertThat(found.intent()).isEmpty();
    Files.write(bundle(), good);
    obsrv.datasets().restore("orders");
    assertThat(answers()).isNotEmpty();
  }

  @Test
  void a_dataset_that_was_purged_keeps_its_name_and_trail_alone() throws IOException {
    archive();

    obsrv.datasets().purge("orders", "the customer left");

    try (Stream<Path> files = Files.list(directory.resolve("archives"))) {
      assertThat(files).isEmpty();
    }
    assertThat(obsrv.datasets().versions("orders")).isEmpty();
    assertThatThrownBy(this::answers)
        .hasMessage("Dataset 'orders' is PURGED: nothing is left of it but its audit trail.");
    assertThat(obsrv.governance().audit("orders"))
        .extracting(entry -> entry.verb() + " " + entry.to() + " " + entry.comment())
        .contains("PURGE ARCHIVED the customer left", "PURGE PURGED nothing is left");
    assertThatThrownBy(() -> obsrv.datasets().create(orders())).hasMessageContaining("orders");
  }

  @Test
  void a_live_dataset_is_neither_archived_nor_purged() {
    assertThatThrownBy(() -> obsrv.datasets().archive("orders"))
        .isInstanceOf(IllegalMoveException.class)
        .hasMessageContaining("needs a dataset that is RETIRED");
    assertThatThrownBy(() -> obsrv.datasets().purge("orders", ""))
        .isInstanceOf(IllegalMoveException.class)
        .hasMessageContaining(
            "needs a dataset that is DRAFT or a dataset that is RETIRED or a dataset that is ARCHIVED");
    assertThat(answers()).isNotEmpty();
    assertThat(obsrv.governance().audit("orders"))
        .extracting(entry -> entry.verb())
        .doesNotContain(Verb.ARCHIVE, Verb.PURGE);
  }

  @Test
  void two_who_archive_and_restore_at_once_lose_nothing() throws Exception {
    List<Row> before = answers();
    obsrv.datasets().retire("orders");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 4; i++) {
        both(threads, () -> obsrv.datasets().archive("orders"));
        assertThat(status()).isEqualTo(DatasetStatus.ARCHIVED);
        both(threads, () -> obsrv.datasets().restore("orders"));
        assertThat(status()).isEqualTo(DatasetStatus.RETIRED);
        assertThat(answers()).isEqualTo(before);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Two calls at once: one does it, and the other does too or is refused. */
  private static void both(ExecutorService threads, Callable<Dataset> move) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    List<Future<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      calls.add(
          threads.submit(
              () -> {
                together.await();
                try {
                  Dataset unused = move.call();
                  return true;
                } catch (IllegalMoveException | StaleRevisionException e) {
                  return false;
                }
              }));
    }
    boolean isDone = false;
    for (Future<Boolean> call : calls) {
      isDone |= call.get(1, TimeUnit.MINUTES);
    }
    assertThat(isDone).as("one of two did it").isTrue();
  }

  private DatasetStatus status() {
    return obsrv.datasets().find("orders").orElseThrow().status();
  }
}
