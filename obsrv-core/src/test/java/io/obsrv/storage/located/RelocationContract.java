package io.obsrv.storage.located;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.Iterators;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.callback.Callback;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.Content;
import io.obsrv.event.Event;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.RunState;
import io.obsrv.ingest.IngestRefusedException;
import io.obsrv.ingest.QuarantineQueue;
import io.obsrv.lifecycle.Plan;
import io.obsrv.lifecycle.RowMove;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.storage.KeptStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.WritesTold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets that are moved from one location to another, the same on every storage. */
public abstract class RelocationContract {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path directory;

  /** The storage of a name; each time it is opened it has what was in it. */
  protected abstract Storage open(String name);

  private Obsrv library() {
    return library(step -> {});
  }

  /**
   * A library that tells of each step that may change something at {@code eu} before it is done.
   */
  private Obsrv library(Consumer<String> atEu) {
    return Obsrv.on(open("home"))
        .archives(directory.resolve("home"))
        .location("eu", WritesTold.of(open("eu"), atEu), directory.resolve("eu"))
        .open();
  }

  private static void review(Obsrv obsrv, UnaryOperator<DefinitionBuilder> change) {
    Fixtures.publish(obsrv, "orders", change);
  }

  private static void approved(Obsrv obsrv, UnaryOperator<DefinitionBuilder> change) {
    obsrv.datasets().edit("orders", change);
    Fixtures.approve(obsrv, "orders");
  }

  private void assertAt(String location) {
    String other = location.equals("eu") ? "home" : "eu";
    try (Storage here = open(location);
        Storage there = open(other)) {
      assertThat(Orders.found(here)).containsEntry(Content.ROWS, 10L);
      assertThat(Orders.found(there)).isEmpty();
    }
  }

  private List<String> dump(String location) {
    try (Storage home = open("home");
        Storage storage = location.equals("home") ? new KeptStorage(home) : open(location)) {
      return Orders.dump(home, storage);
    }
  }

  @Test
  void everything_comes_along_and_nothing_stays() {
    try (Obsrv obsrv = library()) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      QuarantineQueue quarantine = obsrv.as("ravi").ingestion().quarantine("orders");
      QuarantinedEvent wrong = quarantine.read(QuarantineFilter.ALL, 0, 10).get(0);
      quarantine.patch(wrong, "{\"id\": 12, \"mail\": \"m2\"}");
    }
    List<String> before = dump("home");
    assertThat(before).hasSizeGreaterThan(50);

    try (Obsrv obsrv = library()) {
      approved(obsrv, d -> d.location("eu"));
      Plan plan = obsrv.datasets().plan("orders");
      assertThat(plan.move()).contains(new RowMove(Location.HOME, Orders.EU, 10));
      assertThat(plan.needsForce()).isFalse();
      assertThat(plan.toString())
          .contains("\n  location: home → eu, rebuild")
          .contains("\n  10 rows move from 'home' to 'eu'; no records are taken meanwhile\n");
      obsrv.datasets().publish(plan);

      Dataset moved = obsrv.datasets().find("orders").orElseThrow();
      assertThat(moved.location()).isEqualTo(Orders.EU);
      assertThat(moved.live()).hasValue(2);
      assertThat(moved.intent()).isEmpty();
    }
    assertThat(dump("eu")).isEqualTo(before);
    assertAt("eu");

    try (Obsrv obsrv = library()) {
      assertThat(obsrv.governance().audit().verify().isIntact()).isTrue();
      assertThat(obsrv.governance().audit("orders"))
          .extracting(entry -> entry.comment())
          .endsWith("begun, rows move from 'home' to 'eu'", "", "nothing is left at 'home'");
      // What was known is known, and numbers go on.
      assertThat(
              obsrv.ingestion().ingest("orders", "batch 4", List.of(Event.json("{}"))).accepted())
          .isEqualTo(1);
      assertThat(obsrv.ingestion().ingest("orders", Orders.order(3)).duplicates()).isEqualTo(1);
      obsrv.ingestion().ingest("orders", Orders.order(20));
      assertThat(
              obsrv
                  .queries()
                  .run("orders", Query.from("orders").select("id", "_seq").orderBy("id"))
                  .rows())
          .last()
          .isEqualTo(new Row(20L, 11L));
    }
  }

  @Test
  void a_rollback_to_a_version_elsewhere_moves_the_rows_back() {
    try (Obsrv obsrv = library()) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      review(obsrv, d -> d.location("eu"));
      obsrv.datasets().rollback("orders", 1);
      Fixtures.review(obsrv, "orders");

      assertThat(obsrv.datasets().find("orders").orElseThrow().live()).hasValue(3);
    }
    assertAt("home");
  }

  @Test
  void a_version_that_moves_rows_changes_nothing_else() {
    try (Obsrv obsrv = library()) {
      Fixtures.publish(obsrv, Orders.definition());
      obsrv.datasets().edit("orders", d -> d.location("eu").withoutTable("by_city").owner("asha"));

      assertThatThrownBy(() -> obsrv.datasets().submit("orders"))
          .isInstanceOfSatisfying(
              InvalidException.class,
              e ->
                  assertThat(e.problems())
                      .extracting(Problem::toString)
                      .containsExactly(
                          "location: is 'eu', but 'home' in the live version 1, and owner, tables/by_city are changed as well: a version that moves rows must change nothing else, publish one after the other"));
    }
  }

  @Test
  void nothing_is_taken_or_changed_while_rows_are_copied() {
    List<Throwable> refusals = new ArrayList<>();
    Obsrv[] library = new Obsrv[1];
    Consumer<String> meanwhile =
        step -> {
          if (step.equals("ArchiveStore.restore")) {
            Obsrv obsrv = library[0];
            QuarantinedEvent wrong =
                obsrv.ingestion().quarantine("orders").read(QuarantineFilter.ALL, 0, 1).get(0);
            refusals.add(thrown(() -> obsrv.ingestion().ingest("orders", Orders.order(30))));
            refusals.add(
                thrown(() -> obsrv.ingestion().quarantine("orders").patch(wrong, "{\"id\": 31}")));
            refusals.add(
                thrown(
                    () ->
                        obsrv.ingestion().quarantine("orders").discard(QuarantineFilter.ALL, "")));
            refusals.add(thrown(() -> obsrv.datasets().pause("orders")));
            refusals.add(thrown(() -> obsrv.datasets().publish("orders")));
            assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).hasSize(10);
          }
        };
    try (Obsrv obsrv = library(meanwhile)) {
      library[0] = obsrv;
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      review(obsrv, d -> d.location("eu"));
    }

    assertThat(refusals)
        .extracting(Throwable::getClass)
        .containsExactly(
            IngestRefusedException.class,
            LocationException.class,
            LocationException.class,
            IllegalMoveException.class,
            IllegalMoveException.class);
    assertThat(refusals.get(0))
        .hasMessage(
            "Cannot ingest into dataset 'orders' now: its rows are being moved to location 'eu'. Try again when that has ended.");
    assertThat(refusals.get(1))
        .hasMessage(
            "Dataset 'orders' is being moved to location 'eu', and nothing of it can be changed meanwhile. Try again when publish(\"orders\") has ended.");
    assertAt("eu");
  }

  private static Throwable thrown(ThrowingCallable call) {
    return catchThrowable(call);
  }

  @Test
  void what_cannot_be_written_there_stays_where_it_was_and_goes_on() {
    Consumer<String> failing =
        step -> {
          if (step.equals("DataStore.prepare")) {
            throw new InvalidException(
                "Dataset 'orders' cannot be published", List.of(new Problem("x", "is not liked")));
          }
        };
    try (Obsrv obsrv = library(failing)) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      approved(obsrv, d -> d.location("eu"));

      assertThatThrownBy(() -> obsrv.datasets().publish("orders"))
          .hasMessage("Dataset 'orders' cannot be published, 1 problem: x: is not liked.");

      Dataset stayed = obsrv.datasets().find("orders").orElseThrow();
      assertThat(stayed.intent()).isEmpty();
      assertThat(stayed.live()).hasValue(1);
      assertThat(obsrv.datasets().version("orders", 2).status()).isEqualTo(VersionStatus.APPROVED);
      assertThat(obsrv.ingestion().ingest("orders", Orders.order(3)).duplicates()).isEqualTo(1);
    }
    assertAt("home");
    try (Obsrv obsrv = library()) {
      obsrv.datasets().publish("orders");
    }
    assertAt("eu");
  }

  @Test
  void what_is_interrupted_stays_where_it_was_and_takes_records() {
    Consumer<String> interrupting =
        step -> {
          if (step.equals("ArchiveStore.restore")) {
            Thread.currentThread().interrupt();
          }
        };
    try (Obsrv obsrv = library(interrupting)) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      approved(obsrv, d -> d.location("eu"));

      Throwable thrown = thrown(() -> obsrv.datasets().publish("orders"));

      assertThat(Thread.interrupted()).as("the caller is interrupted still").isTrue();
      assertThat(thrown).isInstanceOf(RuntimeException.class);
      assertThat(obsrv.datasets().find("orders").orElseThrow().intent()).isEmpty();
      assertThat(obsrv.ingestion().ingest("orders", Orders.order(3)).duplicates()).isEqualTo(1);
    }
    assertAt("home");
  }

  @Test
  void what_is_read_back_otherwise_than_it_was_written_stays_where_it_was() {
    Storage forgetful =
        new Meddled(
            open("eu"),
            entries ->
                Iterators.filter(
                    entries,
                    entry -> !(entry instanceof ArchiveEntry.Key key) || !key.key().contains("7")));
    try (Obsrv obsrv = Obsrv.on(open("home")).location("eu", forgetful).open()) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      approved(obsrv, d -> d.location("eu"));

      assertThatThrownBy(() -> obsrv.datasets().publish("orders"))
          .isInstanceOf(LocationException.class)
          .hasMessage(
              "Dataset 'orders' was not moved to location 'eu': what was read back there is not what was written, in keys. It stays where it was; see to the storage of 'eu', then publish it again.");
      assertThat(obsrv.ingestion().ingest("orders", Orders.order(7)).duplicates()).isEqualTo(1);
    }
    assertAt("home");
  }

  @Test
  void what_another_process_changes_while_it_is_copied_is_copied_again() {
    movesDespite(1);
    assertAt("eu");
    try (Storage eu = open("eu")) {
      assertThat(eu.connectors().run(Orders.ID, "source/there"))
          .hasValueSatisfying(run -> assertThat(run.changedAt()).isEqualTo(AT.plusSeconds(1)));
    }
  }

  @Test
  void what_never_rests_is_not_moved() {
    assertThatThrownBy(() -> movesDespite(3))
        .hasMessage(
            "Dataset 'orders' was not moved to location 'eu': it was copied 3 times, and changed each time. It stays where it was; find out who writes to it, then publish it again.");
    assertAt("home");
  }

  /** Somebody else writes to the old place while the first copies are made. */
  private void movesDespite(int writes) {
    Storage home = open("home");
    int[] written = new int[1];
    Storage eu =
        new Meddled(
            open("eu"),
            entries -> {
              List<ArchiveEntry> read = new ArrayList<>();
              entries.forEachRemaining(read::add);
              if (written[0] < writes) {
                written[0]++;
                home.connectors()
                    .put(
                        Orders.ID,
                        "source/there",
                        new ConnectorRun(
                            RunState.FAILED, Optional.empty(), AT.plusSeconds(written[0])),
                        "one");
              }
              return read.iterator();
            });
    try (Obsrv obsrv = Obsrv.on(home).location("eu", eu).open()) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      review(obsrv, d -> d.location("eu"));
    }
  }

  @Test
  void a_paused_dataset_is_moved_and_stays_paused() {
    try (Obsrv obsrv = library()) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      obsrv.datasets().pause("orders");
      review(obsrv, d -> d.location("eu"));

      assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", Orders.order(1)))
          .hasMessageContaining("it is paused");
      obsrv.datasets().resume("orders");
      assertThat(obsrv.ingestion().ingest("orders", Orders.order(1)).duplicates()).isEqualTo(1);
    }
    assertAt("eu");
  }

  @Test
  void sources_and_destinations_go_on_where_they_were() throws Exception {
    Path file = directory.resolve("orders.jsonl");
    append(file, Orders.order(1), Orders.order(2));
    BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    Callback mail =
        Callback.to("mail", batch -> batch.records().forEach(row -> told.add(row.sequence())));
    try (Obsrv obsrv = Obsrv.on(open("home")).location("eu", open("eu")).connector(mail).open()) {
      Fixtures.publish(
          obsrv,
          Orders.definition()
              .source("file", Files.jsonLines(file))
              .source("idle", Files.jsonLines(file))
              .destination("mail", mail.config()));
      obsrv.ingestion().awaitCompletion("orders");
      assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(2);
      obsrv.ingestion().source("orders", "idle").pause();

      append(file, Orders.order(3));
      review(obsrv, d -> d.location("eu"));
      obsrv.ingestion().start("orders");
      assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(3);
      assertThat(told).isEmpty();
      assertThat(obsrv.ingestion().source("orders", "idle").status().state())
          .isEqualTo(RunState.PAUSED);
      // Three by the one source, two known ones by the other.
      assertThat(obsrv.monitor().stats("orders").counters().received()).isEqualTo(5);
    }
  }

  private static void append(Path file, String... lines) throws IOException {
    java.nio.file.Files.writeString(
        file,
        String.join("\n", lines) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Test
  void bundles_of_earlier_rows_do_not_stay_behind() {
    try (Obsrv obsrv = library()) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      obsrv.datasets().retire("orders");
      obsrv.datasets().archive("orders");
      obsrv.datasets().restore("orders");
      obsrv.datasets().reinstate("orders");
      assertThat(directory.resolve("home")).isNotEmptyDirectory();

      review(obsrv, d -> d.location("eu"));
      assertThat(directory.resolve("home")).isEmptyDirectory();
      assertThat(obsrv.governance().residency("orders").isAsDeclared()).isTrue();
    }
  }
}
