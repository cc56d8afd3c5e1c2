package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Relocation;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.event.LeaseLostException;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.ProcessDeath;
import io.obsrv.storage.SharedStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageFailure;
import io.obsrv.storage.TestClock;
import io.obsrv.storage.WritesTold;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process may die between any two steps of a publication; the next one finishes it. */
class PublicationRecoveryTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");

  @TempDir private Path directory;

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {"id": {"type": "integer"}, "city": {"type": "string"}}}
                """))
        .key("id");
  }

  /** A process dies, once, before one call of a port. For one thread. */
  private static final class Death implements Consumer<String> {
    private final String call;
    private int left = -1;

    Death(String call) {
      this.call = call;
    }

    /** Before which of these calls, from 1. */
    void arm(int number) {
      left = number;
    }

    @Override
    public void accept(String next) {
      if (next.equals(call) && left > 0 && --left == 0) {
        throw new ProcessDeath("died at " + call);
      }
    }
  }

  /** Every step after the intent, and before the registry has switched. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @CsvSource({
    "DataStore.prepare, 1",
    "DataStore.backfill, 1",
    "DataStore.activate, 1",
    "Registry.apply, 2"
  })
  private @interface AtEveryStep {}

  private static void approved(Obsrv obsrv) {
    obsrv.datasets().edit("orders", d -> d.table("by_city", t -> t.groupBy("city").count()));
    Fixtures.approve(obsrv, "orders");
  }

  @AtEveryStep
  void a_publication_that_was_interrupted_is_finished_when_the_library_is_opened(
      String call, int number) {
    MemoryStorage storage = MemoryStorage.create();
    Death death = new Death(call);
    Obsrv first = Obsrv.open(WritesTold.of(storage, death));
    Fixtures.publish(first, orders());
    first.ingestion().ingest("orders", "{\"id\": 1, \"city\": \"Pune\"}");
    approved(first);
    death.arm(number);

    assertThatThrownBy(() -> first.datasets().publish("orders")).hasMessage("died at " + call);

    try (Obsrv next = Obsrv.open(storage)) {
      Dataset dataset = next.datasets().find("orders").orElseThrow();
      assertThat(dataset.live()).hasValue(2);
      assertThat(dataset.intent()).isEmpty();
      next.ingestion().ingest("orders", "{\"id\": 2, \"city\": \"Pune\"}");
      assertThat(next.tables().rows("orders", "by_city").rows())
          .containsExactly(new Row("Pune", 2L));
    }
  }

  @AtEveryStep
  void records_are_taken_while_a_publication_is_interrupted(String call, int number) {
    Death death = new Death(call);
    try (Obsrv obsrv = Obsrv.open(WritesTold.of(MemoryStorage.create(), death))) {
      Fixtures.publish(obsrv, orders().table("all", t -> t.count()));
      approved(obsrv);
      death.arm(number);
      assertThatThrownBy(() -> obsrv.datasets().publish("orders")).hasMessage("died at " + call);

      assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 1}").accepted()).isEqualTo(1);

      obsrv.datasets().publish("orders");
      assertThat(obsrv.tables().rows("orders", "by_city").rows())
          .containsExactly(new Row(null, 1L));
      assertThat(obsrv.tables().rows("orders", "all").rows()).containsExactly(new Row(1L));
    }
  }

  /** What a version without the table of the first one has, and a source. */
  private void approvedWithSource(Obsrv obsrv) throws IOException {
    Path file = Files.writeString(directory.resolve("orders.jsonl"), "{\"id\": 1}\n");
    obsrv
        .datasets()
        .edit(
            "orders",
            d ->
                d.withoutTable("all")
                    .source("file", io.obsrv.connector.file.Files.jsonLines(file)));
    Fixtures.approve(obsrv, "orders");
  }

  private static void assertRunning(Obsrv obsrv) {
    Dataset dataset = obsrv.datasets().find("orders").orElseThrow();
    assertThat(dataset.live()).hasValue(2);
    assertThat(dataset.intent()).isEmpty();
    obsrv.ingestion().awaitCompletion("orders");
    assertThat(obsrv.monitor().stats("orders").counters().accepted()).isEqualTo(1);
  }

  static Stream<RuntimeException> failures() {
    return Stream.of(
        new StorageFailure("Cannot settle: no answer. Nothing was stored; try again."),
        new IllegalStateException("it is upside down"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_version_is_live_and_runs_though_what_was_before_it_cannot_be_removed(
      RuntimeException failure) throws Exception {
    AtomicInteger failures = new AtomicInteger();
    AtomicInteger settled = new AtomicInteger();
    Consumer<String> failing =
        call -> {
          if (call.equals("DataStore.settle")) {
            if (failures.getAndDecrement() > 0) {
              throw failure;
            }
            settled.incrementAndGet();
          }
        };
    try (Obsrv obsrv = Obsrv.open(WritesTold.of(MemoryStorage.create(), failing))) {
      Fixtures.publish(obsrv, orders().table("all", t -> t.count()));
      approvedWithSource(obsrv);
      failures.set(1);

      assertThat(obsrv.datasets().publish("orders").status()).isEqualTo(VersionStatus.LIVE);

      assertRunning(obsrv);
      assertThat(settled).as("settled").hasValue(1);
      approved(obsrv);
      obsrv.datasets().publish("orders");
      assertThat(settled).as("settled").hasValue(2);
    }
  }

  @Test
  void a_version_is_live_and_runs_though_a_process_died_before_it_removed_what_was_before_it()
      throws Exception {
    MemoryStorage storage = MemoryStorage.create();
    Death death = new Death("DataStore.settle");
    Obsrv first = Obsrv.open(WritesTold.of(storage, death));
    Fixtures.publish(first, orders().table("all", t -> t.count()));
    approvedWithSource(first);
    death.arm(1);
    assertThatThrownBy(() -> first.datasets().publish("orders"))
        .hasMessage("died at DataStore.settle");

    try (Obsrv next = Obsrv.open(storage)) {
      assertRunning(next);
    }
  }

  /** While it copies, or when it is refused what is behind that. */
  @ParameterizedTest
  @ValueSource(strings = {"ArchiveStore.restore", "DataStore.prepare"})
  void who_loses_a_move_of_rows_to_another_process_leaves_it_to_that(String step) {
    TestClock clock = new TestClock();
    MemoryStorage home = MemoryStorage.create(clock);
    Storage shared = new SharedStorage(home);
    Consumer<String> losing =
        call -> {
          if (call.equals(step)) {
            clock.advance(Duration.ofMinutes(1));
            LeaseStore leases = home.registry().leases();
            assertThat(leases.acquire(ORDERS, "move", "another", Duration.ofMinutes(1)))
                .isPresent();
            if (call.equals("DataStore.prepare")) {
              throw new InvalidException("Not liked", List.of(new Problem("x", "is not liked")));
            }
          }
        };
    try (Obsrv obsrv =
        Obsrv.on(shared)
            .location("eu", WritesTold.of(MemoryStorage.create(clock), losing))
            .clock(clock)
            .open()) {
      Fixtures.publish(obsrv, orders());
      obsrv.datasets().edit("orders", d -> d.location("eu"));
      Fixtures.approve(obsrv, "orders");

      assertThatThrownBy(() -> obsrv.datasets().publish("orders"))
          .isInstanceOf(LeaseLostException.class);

      assertThat(home.registry().find(ORDERS).orElseThrow().relocation(Relocation.Phase.ENTERING))
          .as("left to the other process")
          .isPresent();
    }
  }
}
