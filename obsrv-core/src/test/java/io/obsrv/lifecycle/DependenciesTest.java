package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Kind;
import io.obsrv.error.InvalidException;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "properties": {"id": {"type": "integer"}, "other": {"type": "integer"},
            "name": {"type": "string"}, "found": {"type": "string"}}}
          """);

  private static final Schema NAMELESS =
      Schema.parse(
          """
          {"type": "object", "properties": {"id": {"type": "integer"}, "other": {"type": "integer"}}}
          """);

  private final Obsrv obsrv = Obsrv.open(MemoryStorage.create());

  private static DefinitionBuilder dataset(String id, Kind kind) {
    return DatasetDefinition.named(id).schema(SCHEMA).kind(kind).key("id");
  }

  private static DefinitionBuilder looksUp(DefinitionBuilder definition, String master) {
    return definition.enrich("lookup", e -> e.from(master).on("other").field("name", "found"));
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Test
  void a_master_must_be_live_when_the_dataset_is_submitted_and_when_it_is_published() {
    obsrv.datasets().create(looksUp(dataset("orders", Kind.EVENT), "customers"));
    assertThatThrownBy(() -> obsrv.datasets().submit("orders"))
        .hasMessage(
            "Dataset 'orders' cannot be submitted, 1 problem: enrichments/lookup: dataset"
                + " 'customers' is missing, must be LIVE.");

    obsrv.datasets().create(dataset("customers", Kind.MASTER));
    assertThatThrownBy(() -> obsrv.datasets().submit("orders"))
        .hasMessageContaining("enrichments/lookup: dataset 'customers' is DRAFT, must be LIVE");

    Fixtures.review(obsrv, "customers");
    Fixtures.approve(obsrv, "orders");
    obsrv.datasets().retire("customers");
    assertThatThrownBy(() -> obsrv.datasets().publish("orders"))
        .hasMessage(
            "Dataset 'orders' cannot be published, 1 problem: enrichments/lookup: dataset"
                + " 'customers' is RETIRED, must be LIVE.");

    obsrv.datasets().reinstate("customers");
    obsrv.datasets().publish("orders");
    assertThat(obsrv.datasets().find("orders").orElseThrow().status())
        .isEqualTo(DatasetStatus.LIVE);
  }

  @Test
  void what_does_not_fit_the_master_is_told_at_once() {
    Fixtures.publish(obsrv, dataset("customers", Kind.EVENT));
    obsrv
        .datasets()
        .create(
            dataset("orders", Kind.EVENT)
                .enrich("a", e -> e.from("customers").on("name").field("segment", "found"))
                .enrich("b", e -> e.from("customers").on("id", "other").field("id", "name")));

    assertThatThrownBy(() -> obsrv.datasets().submit("orders"))
        .hasMessage(
            "Dataset 'orders' cannot be submitted, 6 problems: enrichments/a/dataset: 'customers'"
                + " is of kind EVENT, must be MASTER; enrichments/a/on: 'id' of 'customers' is"
                + " integer, must be string as 'name' is; enrichments/a/fields: 'segment' is not a"
                + " column of 'customers' (columns: id, other, name, found); enrichments/b/dataset:"
                + " 'customers' is of kind EVENT, must be MASTER; enrichments/b/on: is [id, other],"
                + " must be as many columns as the key of 'customers', [id]; enrichments/b/fields:"
                + " 'id' of 'customers' is integer, must be string as 'name' is.");
  }

  @Test
  void a_cycle_of_enrichments_is_refused_by_its_way() {
    Fixtures.publish(obsrv, dataset("a", Kind.MASTER));
    Fixtures.publish(obsrv, looksUp(dataset("b", Kind.MASTER), "a"));
    Fixtures.publish(obsrv, looksUp(dataset("c", Kind.MASTER), "b"));
    obsrv.datasets().edit("a", d -> looksUp(d, "c"));

    assertThatThrownBy(() -> obsrv.datasets().submit("a"))
        .hasMessageEndingWith("enrichments/lookup: makes a cycle, must not: a → c → b → a.");
  }

  @Test
  void a_master_is_not_retired_while_live_datasets_look_it_up() {
    Fixtures.publish(obsrv, dataset("customers", Kind.MASTER));
    Fixtures.publish(obsrv, looksUp(dataset("visits", Kind.EVENT), "customers"));
    Fixtures.publish(obsrv, looksUp(dataset("orders", Kind.EVENT), "customers"));

    assertThatThrownBy(() -> obsrv.datasets().retire("customers"))
        .hasMessage(
            "Cannot retire dataset 'customers': it is looked up by 'orders', 'visits'. Take their"
                + " enrichments away, or retire them first.");

    obsrv.datasets().retire("visits");
    obsrv.datasets().retire("orders");
    assertThat(obsrv.datasets().retire("customers").status()).isEqualTo(DatasetStatus.RETIRED);
  }

  @Test
  void a_master_keeps_what_live_datasets_take_over() {
    Fixtures.publish(obsrv, dataset("customers", Kind.MASTER));
    Fixtures.publish(obsrv, looksUp(dataset("visits", Kind.EVENT), "customers"));
    obsrv.datasets().edit("customers", d -> d.schema(NAMELESS));

    assertThatThrownBy(() -> obsrv.datasets().submit("customers"))
        .hasMessage(
            "Dataset 'customers' cannot be submitted, 1 problem: dependents/visits/lookup/fields:"
                + " 'name' is not a column of 'customers' (columns: id, other).");

    obsrv.datasets().retire("visits");
    Fixtures.review(obsrv, "customers");
    assertThatThrownBy(() -> obsrv.datasets().reinstate("visits"))
        .hasMessage(
            "Dataset 'visits' cannot be reinstated, 1 problem: enrichments/lookup/fields: 'name' is"
                + " not a column of 'customers' (columns: id, other).");
  }

  @Test
  void a_master_is_held_against_datasets_that_came_to_look_it_up_while_it_was_reviewed() {
    Fixtures.publish(obsrv, dataset("customers", Kind.MASTER));
    obsrv.datasets().edit("customers", d -> d.schema(NAMELESS));
    Fixtures.approve(obsrv, "customers");
    Fixtures.publish(obsrv, looksUp(dataset("visits", Kind.EVENT), "customers"));

    assertThatThrownBy(() -> obsrv.datasets().publish("customers"))
        .hasMessageStartingWith(
            "Dataset 'customers' cannot be published, 1 problem: dependents/visits/lookup/fields:");
  }

  @Test
  void a_dataset_is_not_reinstated_before_its_master() {
    Fixtures.publish(obsrv, dataset("customers", Kind.MASTER));
    Fixtures.publish(obsrv, looksUp(dataset("visits", Kind.EVENT), "customers"));
    obsrv.datasets().retire("visits");
    obsrv.datasets().retire("customers");

    assertThatThrownBy(() -> obsrv.datasets().reinstate("visits"))
        .hasMessage(
            "Dataset 'visits' cannot be reinstated, 1 problem: enrichments/lookup: dataset"
                + " 'customers' is RETIRED, must be LIVE.");

    obsrv.datasets().reinstate("customers");
    assertThat(obsrv.datasets().reinstate("visits").status()).isEqualTo(DatasetStatus.LIVE);
  }

  @Test
  void a_dataset_keeps_its_kind() {
    Fixtures.publish(obsrv, dataset("customers", Kind.MASTER));
    obsrv.datasets().edit("customers", d -> d.kind(Kind.EVENT));

    assertThatThrownBy(() -> obsrv.datasets().submit("customers"))
        .hasMessageContaining("kind: is EVENT, but MASTER in the live version 1, and must stay so");
  }

  @Test
  void a_master_that_is_retired_while_a_dependent_is_published_stays_or_keeps_it_out()
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 20; i++) {
        String master = "master" + i;
        String dependent = "dependent" + i;
        Fixtures.publish(obsrv, dataset(master, Kind.MASTER));
        obsrv.as("asha").datasets().create(looksUp(dataset(dependent, Kind.EVENT), master));
        Fixtures.approve(obsrv, dependent);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Object>> calls =
            List.of(
                threads.submit(() -> after(together, () -> obsrv.datasets().retire(master))),
                threads.submit(() -> after(together, () -> obsrv.datasets().publish(dependent))));
        for (Future<Object> call : calls) {
          call.get(1, TimeUnit.MINUTES);
        }

        assertThat(List.of(status(master), status(dependent)))
            .isNotEqualTo(List.of(DatasetStatus.RETIRED, DatasetStatus.LIVE));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private DatasetStatus status(String id) {
    return obsrv.datasets().find(id).orElseThrow().status();
  }

  private static Object after(CyclicBarrier together, Callable<Object> move) throws Exception {
    together.await();
    try {
      return move.call();
    } catch (IllegalMoveException | InvalidException e) {
      return e;
    }
  }

  @Test
  void a_plan_names_what_a_dependent_would_miss() {
    Fixtures.publish(obsrv, dataset("customers", Kind.MASTER));
    Fixtures.publish(obsrv, looksUp(dataset("orders", Kind.EVENT), "customers"));
    obsrv.datasets().edit("customers", d -> d.renameField("name", "title"));

    assertThatThrownBy(() -> obsrv.datasets().plan("customers"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining(
            "dependents/orders/lookup/fields: 'name' is not a column of 'customers'");
  }
}
