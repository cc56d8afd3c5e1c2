package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.error.InvalidException;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name that stands for a dataset, on any storage. */
public abstract class AliasContract {
  private static final Schema SCHEMA =
      Schema.parse(
          "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}, \"required\": [\"id\"]}");

  private Obsrv obsrv;
  private Datasets asha;

  /** Opens a storage that is new and empty; the contract closes it. */
  protected abstract Storage open();

  @BeforeEach
  void openLibrary() {
    obsrv = Obsrv.open(open());
    asha = obsrv.as("asha").datasets();
    for (String id : List.of("orders_1", "orders_2")) {
      Fixtures.publish(
          obsrv,
          DatasetDefinition.named(id).schema(SCHEMA).key("id").table("total", t -> t.count()));
    }
  }

  @AfterEach
  protected void closeLibrary() {
    obsrv.close();
  }

  @Test
  void is_met_wherever_records_are_put_in_and_questions_are_asked() {
    asha.alias("orders", "orders_2");
    assertThat(asha.aliases()).hasToString("{orders=orders_2}");

    assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 1}", "{}").accepted()).isEqualTo(1);

    Row one = new Row(1L);
    assertThat(obsrv.queries().run("orders", Query.from("orders").count()).rows())
        .containsExactly(one);
    assertThat(obsrv.queries().run("orders", Query.from("total")).rows()).containsExactly(one);
    assertThat(obsrv.queries().run("orders_2", Query.from("orders_2").count()).rows())
        .containsExactly(one);
    assertThat(obsrv.tables().rows("orders", "total").rows()).containsExactly(one);
    assertThat(obsrv.tables().list("orders")).hasSize(1);
    assertThat(obsrv.monitor().stats("orders").counters().accepted()).isEqualTo(1);
    assertThat(obsrv.monitor().stats("orders").dataset().id().value()).isEqualTo("orders_2");
    assertThat(obsrv.monitor().quarantined("orders", 0, 10)).hasSize(1);
    assertThat(obsrv.ingestion().quarantine("orders").read(QuarantineFilter.ALL, 0, 10)).hasSize(1);
    assertThat(obsrv.ingestion().connectors("orders")).isEmpty();
    assertThat(obsrv.monitor().stats("orders_1").counters().received()).isZero();
  }

  @Test
  void is_no_name_to_manage_a_dataset_by() {
    asha.alias("orders", "orders_2");

    assertThat(asha.find("orders")).isEmpty();
    assertThatThrownBy(() -> asha.retire("orders")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void follows_a_swap_and_is_gone_when_it_is_given_up() {
    obsrv.ingestion().ingest("orders_2", "{\"id\": 1}");
    asha.alias("orders", "orders_1");
    asha.alias("orders", "orders_2");
    asha.alias("orders", "orders_2");
    assertThat(obsrv.tables().rows("orders", "total").rows()).containsExactly(new Row(1L));

    asha.withoutAlias("orders");

    assertThatThrownBy(() -> obsrv.tables().rows("orders", "total"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageStartingWith("There is no dataset 'orders'.");
    assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", "{\"id\": 2}"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> asha.withoutAlias("orders"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage("There is no alias 'orders'. List those there are with datasets().aliases().");
    assertThat(obsrv.governance().audit("orders"))
        .extracting(e -> e.actor() + " " + e.verb() + " " + e.from() + ">" + e.to())
        .containsExactly(
            "asha ALIAS >orders_1", "asha ALIAS orders_1>orders_2", "asha ALIAS orders_2>");
  }

  @Test
  void keeps_its_dataset_from_being_purged_but_not_from_being_retired() {
    obsrv.ingestion().ingest("orders_2", "{\"id\": 1}");
    asha.alias("orders", "orders_2");
    asha.retire("orders_2");

    assertThatThrownBy(() -> asha.purge("orders_2", "enough"))
        .isInstanceOf(IllegalMoveException.class)
        .hasMessage(
            "Cannot purge dataset 'orders_2': alias 'orders' stands for it. Let it stand for another with"
                + " alias(\"orders\", …), or give it up with withoutAlias(\"orders\").");
    assertThat(obsrv.tables().rows("orders", "total").rows()).containsExactly(new Row(1L));
    assertThat(asha.find("orders_2").orElseThrow().intent()).isEmpty();

    asha.alias("orders", "orders_1");
    asha.purge("orders_2", "enough");
    assertThatThrownBy(() -> asha.alias("orders", "orders_2"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage("Dataset 'orders_2' is PURGED: nothing is left of it but its audit trail.");
    assertThat(asha.aliases()).hasToString("{orders=orders_1}");
  }

  @Test
  void has_the_form_of_an_id() {
    for (String name : List.of("", "../x", "Orders", "a".repeat(64), "оrders", "a'b", "a;b")) {
      assertThatThrownBy(() -> asha.alias(name, "orders_1")).isInstanceOf(InvalidException.class);
    }
    assertThat(asha.aliases()).isEmpty();
  }

  @Test
  void is_swapped_in_one_step_for_those_who_ask() throws Exception {
    obsrv.ingestion().ingest("orders_1", "{\"id\": 1}");
    obsrv.ingestion().ingest("orders_2", "{\"id\": 1}", "{\"id\": 2}");
    asha.alias("orders", "orders_1");
    CompletableFuture<Void> swaps =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 50; i++) {
                asha.alias("orders", i % 2 == 0 ? "orders_2" : "orders_1");
              }
            });

    List<Row> answers = new ArrayList<>();
    do {
      answers.addAll(obsrv.queries().run("orders", Query.from("orders").count()).rows());
      answers.addAll(obsrv.tables().rows("orders", "total").rows());
    } while (!swaps.isDone());
    swaps.get();

    assertThat(answers).isSubsetOf(new Row(1L), new Row(2L));
  }
}
