package io.obsrv.storage.located;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.ObsrvBuilder;
import io.obsrv.archive.ArchiveException;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import io.obsrv.dataset.UnfinishedMoveException;
import io.obsrv.error.ClosedException;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.InvalidException;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Arrival;
import io.obsrv.event.Commit;
import io.obsrv.event.Content;
import io.obsrv.event.DataStore;
import io.obsrv.event.Holding;
import io.obsrv.event.Layout;
import io.obsrv.governance.Residence;
import io.obsrv.policy.OnMiss;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.ForwardingStorage;
import io.obsrv.storage.KeptStorage;
import io.obsrv.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets at several locations, the same on every storage. */
public abstract class LocationsContract {
  private static final String UNSEEN =
      "location 'eu' could not be looked at: Obsrv was closed. Open it again to go on.";

  @TempDir Path directory;

  /**
   * The storage of a name, {@code home}, {@code eu} or {@code us}; each time it is opened it has
   * what was in it.
   */
  protected abstract Storage open(String name);

  private Obsrv both() {
    return Obsrv.on(open("home"))
        .location("eu", open("eu"), directory.resolve("eu"))
        .archives(directory.resolve("home"))
        .open();
  }

  private Obsrv homeAlone() {
    return Obsrv.open(open("home"));
  }

  private static void publish(Obsrv obsrv, UnaryOperator<DefinitionBuilder> change) {
    Fixtures.publish(obsrv, change.apply(Orders.definition()));
  }

  @Test
  void everything_of_a_dataset_is_at_the_location_it_names_and_nowhere_else() {
    try (Obsrv obsrv = both()) {
      publish(obsrv, d -> d.location("eu"));
      Orders.fill(obsrv);

      assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).hasSize(10);
      assertThat(obsrv.tables().rows("orders", "by_city").rows()).hasSize(3);
      assertThat(obsrv.monitor().stats("orders").counters().received()).isEqualTo(13);
    }
    try (Storage home = open("home");
        Storage eu = open("eu")) {
      assertThat(Orders.found(home)).isEmpty();
      assertThat(Orders.found(eu))
          .containsEntry(Content.ROWS, 10L)
          .containsEntry(Content.AGGREGATES, 3L)
          .containsEntry(Content.KEYS, 10L)
          .containsEntry(Content.UNIQUE_VALUES, 10L)
          .containsEntry(Content.BATCHES, 10L);
      assertThat(Orders.found(eu).get(Content.QUARANTINE)).isGreaterThanOrEqualTo(2);
      assertThat(home.registry().find(Orders.ID).orElseThrow().location()).isEqualTo(Orders.EU);
      assertThat(eu.registry().list()).isEmpty();
    }
  }

  @Test
  void a_dataset_that_names_no_location_is_at_home() {
    try (Obsrv obsrv = both()) {
      publish(obsrv, d -> d);
      Orders.fill(obsrv);
    }
    try (Storage home = open("home");
        Storage eu = open("eu")) {
      assertThat(Orders.found(home)).containsEntry(Content.ROWS, 10L);
      assertThat(Orders.found(eu)).isEmpty();
    }
  }

  @Test
  void a_report_tells_where_everything_of_each_dataset_is() {
    try (Obsrv obsrv = both()) {
      publish(obsrv, d -> d.location("eu"));
      Orders.fill(obsrv);
      Fixtures.publish(obsrv, shops("shops"));

      assertThat(obsrv.governance().residency())
          .extracting(residence -> residence.id() + " " + residence.holdings().keySet())
          .containsExactly("orders [eu]", "shops [home]");
      Residence orders = obsrv.governance().residency("orders");
      assertThat(orders.isAsDeclared()).isTrue();
      Holding eu = orders.holdings().get(Orders.EU);
      assertThat(eu.location()).isEqualTo(Orders.EU);
      assertThat(Orders.aggregates(eu))
          .singleElement()
          .satisfies(
              table -> {
                assertThat(table.name()).startsWith("by_city");
                assertThat(table.rows()).isEqualTo(3);
              });
      assertThat(orders.versions()).isEqualTo(1);
      assertThat(orders.auditRows()).isEqualTo(obsrv.governance().audit("orders").size());
      assertThat(orders.toString())
          .startsWith("Dataset 'orders', LIVE, at 'eu'\n  'eu': " + eu.place() + "\n")
          .contains("    ROWS in ")
          .contains("  registry: " + orders.registry() + ", 1 versions, ");
    }
  }

  @Test
  void a_report_tells_what_is_where_it_should_not_be() {
    try (Obsrv obsrv = both()) {
      publish(obsrv, d -> d.location("eu"));
      Orders.fill(obsrv);
    }
    try (Obsrv obsrv = homeAlone()) {
      assertThat(obsrv.governance().residency("orders").problems())
          .containsExactly("location 'eu' is not here, so that nobody knows what is there");
    }
    try (Storage home = open("home");
        Storage eu = open("eu")) {
      List<ArchiveEntry> entries = new ArrayList<>();
      eu.archives().dump(Orders.live(home), entries::add);
      home.archives().restore(Orders.live(home).at(Location.HOME), entries.iterator());
    }
    try (Obsrv obsrv = both()) {
      Residence residence = obsrv.governance().residency("orders");
      assertThat(residence.problems())
          .containsExactly(
              "is stored at 'home' as well: " + residence.holdings().get(Location.HOME).place());
    }
  }

  @Test
  void a_report_tells_which_location_could_not_be_looked_at() {
    boolean[] isDown = new boolean[1];
    Storage eu =
        new ForwardingStorage(open("eu")) {
          @Override
          public DataStore data() {
            if (isDown[0]) {
              throw new ClosedException();
            }
            return super.data();
          }
        };
    try (Obsrv obsrv = Obsrv.on(open("home")).location("eu", eu).open()) {
      publish(obsrv, d -> d.location("eu"));
      Fixtures.publish(obsrv, shops("shops"));
      isDown[0] = true;

      assertThat(obsrv.governance().residency())
          .extracting(Residence::id, Residence::problems)
          .containsExactly(
              tuple(Orders.ID, List.of(UNSEEN)), tuple(DatasetId.of("shops"), List.of(UNSEEN)));
      assertThat(obsrv.governance().residency("shops").holdings().get(Location.HOME).tables())
          .isNotEmpty();
    }
  }

  @Test
  void a_definition_that_names_a_location_that_is_not_there_cannot_be_submitted() {
    try (Obsrv obsrv = both()) {
      obsrv.datasets().create(Orders.definition().location("asia").time("at"));

      assertThatThrownBy(() -> obsrv.datasets().submit("orders"))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining(
              "location: is 'asia', must be one that the library was opened with: eu, home")
          .hasMessageContaining("time: 'at'");
    }
  }

  @Test
  void a_location_that_is_missing_takes_down_its_own_datasets_alone() throws Exception {
    Path file = Files.writeString(directory.resolve("orders.jsonl"), Orders.order(50) + "\n");
    try (Obsrv obsrv = both()) {
      publish(
          obsrv,
          d -> d.location("eu").source("file", io.obsrv.connector.file.Files.jsonLines(file)));
      obsrv.ingestion().awaitCompletion("orders");
      Fixtures.publish(obsrv, shops("shops"));
    }
    String message =
        "The rows of dataset 'orders' are at location 'eu', which the library was opened without"
            + " (locations: home). Open it with location(\"eu\", …).";
    try (Obsrv obsrv = homeAlone()) {
      obsrv.ingestion().ingest("shops", "{\"shop\": \"a\", \"town\": \"Pune\"}");
      assertThat(obsrv.queries().run("shops", Query.from("shops")).rows()).hasSize(1);

      assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", Orders.order(99)))
          .isInstanceOfSatisfying(
              LocationException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCATION_FAILED))
          .hasMessage(message);
      assertThatThrownBy(() -> obsrv.queries().run("orders", Query.from("orders")))
          .hasMessage(message);
      assertThatThrownBy(() -> obsrv.monitor().stats("orders")).hasMessage(message);
      obsrv.datasets().edit("orders", d -> d.description("still managed"));
    }
    try (Obsrv obsrv = both()) {
      obsrv.ingestion().ingest("orders", Orders.order(99));
      assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).hasSize(2);
    }
  }

  @Test
  void what_is_stored_for_another_location_is_neither_read_nor_written() {
    try (Obsrv other = Obsrv.on(open("other")).location("eu", open("eu")).open()) {
      publish(other, d -> d.location("eu"));
      Orders.fill(other);
    }
    try (Obsrv obsrv = Obsrv.on(open("home")).location("us", open("us")).open()) {
      publish(obsrv, d -> d.location("us"));
      obsrv.datasets().edit("orders", d -> d.location("home"));
      Fixtures.approve(obsrv, "orders");
    }
    String message =
        "What is stored of dataset 'orders' at location 'us' says that it is of location 'eu'."
            + " Nothing was read or written; open the library with the storage that belongs to"
            + " 'us'.";
    try (Obsrv obsrv = Obsrv.on(open("home")).location("us", open("eu")).open()) {
      assertRefused(message, () -> obsrv.ingestion().ingest("orders", Orders.order(1)));
      assertRefused(message, () -> obsrv.queries().run("orders", Query.from("orders")));
      assertRefused(message, () -> obsrv.monitor().stats("orders"));
      assertThatThrownBy(() -> obsrv.datasets().retire("orders"))
          .isInstanceOf(UnfinishedMoveException.class)
          .hasCauseInstanceOf(LocationException.class)
          .hasMessageStartingWith(message + " The retire of dataset 'orders' is begun");
      assertThat(obsrv.governance().residency("orders").problems())
          .singleElement()
          .asString()
          .startsWith("what is stored at 'us' says that it is of 'eu': ");
    }
    try (Storage eu = open("eu")) {
      assertThat(Orders.found(eu)).containsEntry(Content.ROWS, 10L);
    }
    try (Obsrv obsrv = Obsrv.on(open("home")).location("us", open("us")).open()) {
      // What was begun is finished where it can be.
      assertThat(obsrv.datasets().find("orders").orElseThrow().status())
          .isEqualTo(DatasetStatus.RETIRED);
      assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).isEmpty();
    }
  }

  private static void assertRefused(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(LocationException.class).hasMessage(message);
  }

  @Test
  void a_commit_for_another_location_is_refused_by_the_store_itself() {
    try (Obsrv obsrv = both()) {
      publish(obsrv, d -> d.location("eu"));
      Orders.fill(obsrv);
    }
    try (Storage home = open("home");
        Storage eu = open("eu")) {
      Layout other = Orders.live(home).at(Orders.US);
      Arrival arrival = new Arrival.Pushed(Instant.EPOCH, Optional.empty());
      String message =
          "What is stored of dataset 'orders' at location 'us' says that it is of location 'eu'."
              + " Nothing was read or written; open the library with the storage that belongs to"
              + " 'us'.";
      assertRefused(
          message,
          () -> eu.data().commit(new Commit(other, arrival, List.of(), List.of(), List.of())));
      assertRefused(message, () -> eu.archives().dump(other, entry -> {}));
      List<ArchiveEntry> entries = new ArrayList<>();
      eu.archives().dump(Orders.live(home), entries::add);
      assertRefused(message, () -> eu.archives().restore(other, entries.iterator()));
      assertThat(Orders.found(eu)).containsEntry(Content.ROWS, 10L);
    }
  }

  @Test
  void a_dataset_of_the_same_name_at_a_shared_location_is_left_alone() {
    try (Obsrv obsrv = both()) {
      publish(obsrv, d -> d.location("eu"));
      Orders.fill(obsrv);
    }
    try (Obsrv other = Obsrv.on(open("us")).location("eu", open("eu")).open()) {
      assertThatThrownBy(() -> publish(other, d -> d.location("eu")))
          .hasMessageContaining(
              "location: 'eu' has rows of another dataset of this name, must have none; does"
                  + " another library use it?");
      Fixtures.publish(other, "orders", d -> d.location("home"));
      other.datasets().edit("orders", d -> d.location("eu"));
      Fixtures.approve(other, "orders");
      assertThatThrownBy(() -> other.datasets().publish("orders"))
          .hasMessageContaining("location: 'eu' has rows of another dataset of this name");
      other.ingestion().ingest("orders", Orders.order(1));
    }
    try (Obsrv obsrv = both()) {
      assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).hasSize(10);
    }
  }

  @Test
  void names_and_storages_are_used_once() {
    try (Storage home = open("home");
        Storage eu = open("eu")) {
      ObsrvBuilder builder = Obsrv.on(home).location("eu", eu);
      assertThatThrownBy(() -> builder.location("eu", open("us")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "location 'eu' is there already (locations: eu, home), must have a name of its own");
      assertThatThrownBy(() -> builder.location("home", open("us")))
          .hasMessage(
              "location 'home' is there already (locations: eu, home), must have a name of its"
                  + " own");
      assertThatThrownBy(() -> builder.location("us", eu))
          .hasMessage("the storage of location 'us' is that of another location, must be its own");
      assertThatThrownBy(() -> builder.location("us", home))
          .hasMessage("the storage of location 'us' is that of another location, must be its own");
      assertThatThrownBy(() -> builder.location("The US", open("us")))
          .hasMessageStartingWith("location is 'The US', must be 1 to 56 lower-case letters");
    }
  }

  @Test
  void bundles_stay_at_the_location_of_their_dataset_and_are_purged_there() {
    try (Obsrv obsrv = both()) {
      publish(obsrv, d -> d.location("eu"));
      Orders.fill(obsrv);
      obsrv.datasets().retire("orders");
      obsrv.datasets().archive("orders");

      assertThat(directory.resolve("eu")).isDirectoryContaining("glob:**/orders-*.zip");
      assertThat(directory.resolve("home")).doesNotExist();
      Residence archived = obsrv.governance().residency("orders");
      assertThat(archived.isAsDeclared()).isTrue();
      assertThat(archived.holdings()).isEmpty();
      assertThat(archived.bundles()).containsOnlyKeys(Orders.EU);

      obsrv.datasets().restore("orders");
      obsrv.datasets().reinstate("orders");
      assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).hasSize(10);
      obsrv.datasets().retire("orders");
      obsrv.datasets().purge("orders", "the customer left");
      assertThat(directory.resolve("eu")).isEmptyDirectory();
      assertThat(obsrv.governance().residency("orders").holdings()).isEmpty();
    }
    try (Storage eu = open("eu")) {
      assertThat(Orders.found(eu)).isEmpty();
    }
  }

  @Test
  void rows_of_a_location_without_a_place_for_bundles_are_not_archived_elsewhere() {
    try (Obsrv obsrv =
        Obsrv.on(open("home"))
            .archives(directory.resolve("home"))
            .location("eu", new KeptStorage(open("eu")))
            .open()) {
      publish(obsrv, d -> d.location("eu"));
      obsrv.datasets().retire("orders");
      assertThatThrownBy(() -> obsrv.datasets().archive("orders"))
          .isInstanceOf(ArchiveException.class)
          .hasMessageStartingWith("There is no directory for bundles.");
    }
  }

  private static DefinitionBuilder shops(String id) {
    return DatasetDefinition.named(id)
        .kind(Kind.MASTER)
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {"shop": {"type": "string"}, "town": {"type": "string"}}}
                """))
        .key("shop");
  }

  @Test
  void a_master_elsewhere_is_looked_up_and_a_reviewer_is_told() {
    try (Obsrv obsrv = both()) {
      Fixtures.publish(obsrv, shops("shops"));
      obsrv.ingestion().ingest("shops", "{\"shop\": \"c1\", \"town\": \"Pune\"}");
      obsrv
          .datasets()
          .create(
              Orders.definition()
                  .location("eu")
                  .enrich(
                      "shop",
                      e ->
                          e.from("shops")
                              .on("city")
                              .field("town", "town")
                              .onMiss(OnMiss.QUARANTINE)));

      assertThat(obsrv.datasets().warnings("orders"))
          .extracting(Object::toString)
          .containsExactly(
              "enrichments/shop: takes over fields of dataset 'shops', whose rows are at 'home',"
                  + " and stores them at 'eu'");
      Fixtures.review(obsrv, "orders");
      obsrv.ingestion().ingest("orders", Orders.order(1), Orders.order(2));
      assertThat(obsrv.queries().run("orders", Query.from("orders").select("id", "town")).rows())
          .containsExactly(new Row(1L, "Pune"));

      Fixtures.publish(obsrv, "shops", d -> d.location("eu"));
      assertThat(obsrv.datasets().warnings("orders")).isEmpty();
      obsrv.ingestion().ingest("orders", Orders.order(4));
      assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).hasSize(2);
    }
  }
}
