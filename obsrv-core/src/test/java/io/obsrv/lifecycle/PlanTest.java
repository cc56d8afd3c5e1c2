package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.DefinitionChange;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Kind;
import io.obsrv.error.InvalidException;
import io.obsrv.event.ContradictingRows;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.query.Query;
import io.obsrv.schema.ChangeClass;
import io.obsrv.schema.Compatibility;
import io.obsrv.schema.Field;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlanTest {
  private final Obsrv obsrv = Obsrv.open(MemoryStorage.create());
  private final Datasets asha = obsrv.as("asha").datasets();

  @AfterEach
  void close() {
    obsrv.close();
  }

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {
                  "id": {"type": "integer"}, "size": {"type": "string"}}}"""))
        .key("id");
  }

  private void ingest(String... records) {
    for (String record : records) {
      obsrv.ingestion().ingest("orders", record);
    }
  }

  private void approved() {
    asha.submit("orders");
    asha.approve("orders", "");
  }

  private List<Row> sizes() {
    return obsrv
        .queries()
        .run("orders", Query.from("orders").select("size").orderBy("size"))
        .rows();
  }

  @Nested
  class A_plan {
    @Test
    void tells_every_change_and_what_happens_then() {
      Fixtures.publish(obsrv, orders());
      ingest(
          "{\"id\": 1, \"size\": \"7\"}",
          "{\"id\": 2, \"size\": \"large\"}",
          "{\"id\": 3, \"size\": 8}",
          "{\"id\": 4, \"size\": []}");
      asha.edit(
          "orders",
          d ->
              d.changeField("size", Field.integer())
                  .addField("net", Field.string().withDefault("us"))
                  .table("sizes", t -> t.groupBy("net").sum("size")));
      approved();

      Plan plan = asha.plan("orders");

      assertThat(plan.changes())
          .extracting(change -> change.path() + " " + change.changeClass())
          .containsExactly("schema/size DATA_VERIFIED", "schema/net SAFE", "tables/sizes REBUILD");
      assertThat(plan.contradictions())
          .containsExactly(
              new ContradictingRows(
                  "schema/size", 1, List.of("row 2: '\"large\"' is not an integer")));
      assertThat(plan.tables()).containsExactly(new TableBackfill("sizes", 2));
      assertThat(plan.wouldPass()).isEqualTo(1);
      assertThat(plan.needsForce()).isTrue();
      assertThat(plan.toString())
          .startsWith("Version 2 of dataset 'orders', after version 1\n")
          .endsWith("\n  1 record in quarantine would pass every stage\n  needs force");

      assertThatThrownBy(() -> asha.publish(plan))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("schema/size: is contradicted by 1 stored row: row 2: '\"large\"'");
      asha.publish(plan.force("nobody needs large"));

      assertThat(sizes()).containsExactly(new Row(7L), new Row((Object) null));
      assertThat(obsrv.ingestion().quarantine("orders").replay(QuarantineFilter.ALL).accepted())
          .isEqualTo(plan.wouldPass());
      assertThat(obsrv.governance().audit("orders"))
          .extracting(entry -> entry.verb() + " " + entry.comment())
          .contains("PUBLISH begun with force: nobody needs large", "PUBLISH nobody needs large");
    }

    @Test
    void is_refused_when_the_world_has_moved() {
      Fixtures.publish(obsrv, orders());
      asha.edit("orders", d -> d.changeField("size", Field.integer()));
      approved();
      Plan plan = asha.plan("orders");
      ingest("{\"id\": 1, \"size\": \"large\"}");

      assertThatThrownBy(() -> asha.publish(plan))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessageContaining("its plan does not hold any more");
      assertThat(asha.find("orders").orElseThrow().live()).hasValue(1);
    }

    @Test
    void of_a_draft_that_does_not_fit_itself_tells_every_problem() {
      Fixtures.publish(obsrv, orders());
      asha.edit(
          "orders",
          d -> d.key("number").time("size").table("sizes", t -> t.groupBy("colour").count()));

      assertThatThrownBy(() -> asha.plan("orders"))
          .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.problems()).hasSize(3))
          .hasMessageStartingWith(
              "Version 2 of dataset 'orders' cannot be planned, 3 problems: key: 'number' is not");
    }

    @Test
    void needs_a_draft_and_a_reason() {
      Fixtures.publish(obsrv, orders());

      assertThatThrownBy(() -> asha.plan("orders"))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessageContaining("it has no draft. Call edit(\"orders\", …) first.");
      asha.edit("orders", d -> d.owner("asha"));
      Plan plan = asha.plan("orders");
      assertThat(plan.needsForce()).isFalse();
      assertThatThrownBy(() -> plan.force(" "))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("reason is blank, must say why");
    }
  }

  @Nested
  class A_draft_that_was_refused {
    @Test
    void leaves_nothing_that_stands_in_the_way_of_the_next() {
      Fixtures.publish(obsrv, orders());
      ingest("{\"id\": 1, \"size\": \"2026-01-01\"}");
      asha.edit("orders", d -> d.changeField("size", Field.integer()));
      approved();
      assertThatThrownBy(() -> asha.publish("orders")).isInstanceOf(InvalidException.class);
      assertThat(obsrv.governance().audit("orders"))
          .last()
          .satisfies(e -> assertThat(e.comment()).isEqualTo("refused because of schema/size"));

      asha.edit("orders", d -> d.changeField("size", Field.date()));
      approved();
      asha.publish("orders");

      assertThat(sizes()).containsExactly(new Row(LocalDate.of(2026, 1, 1)));
    }
  }

  @Nested
  class A_version_that_asks_for_forward_compatibility {
    @Test
    void need_not_hold_what_is_stored() {
      Fixtures.publish(obsrv, orders().compatibility(Compatibility.FORWARD));
      ingest("{\"id\": 1, \"size\": \"large\"}", "{\"id\": 2}");
      asha.edit(
          "orders", d -> d.changeField("size", Field.string().required().oneOf("small", "tall")));
      approved();

      assertThat(asha.plan("orders").needsForce()).isFalse();
      asha.publish("orders");

      assertThat(sizes()).containsExactlyInAnyOrder(new Row("large"), new Row((Object) null));
    }
  }

  @Nested
  class A_key_that_does_not_tell_rows_apart {
    @Test
    void cannot_be_published_whatever_the_reason() {
      Fixtures.publish(obsrv, orders().kind(Kind.MASTER));
      ingest("{\"id\": 1, \"size\": \"7\"}", "{\"id\": 2, \"size\": \"7\"}");
      asha.edit("orders", d -> d.key("size"));
      approved();

      Plan plan = asha.plan("orders");

      assertThat(plan.isBlocked()).isTrue();
      assertThat(plan.toString()).endsWith("\n  cannot be published, not even with force");
      assertThatThrownBy(() -> asha.publish(plan.force("now")))
          .isInstanceOf(InvalidException.class);
    }
  }

  @Nested
  class A_version_that_asks_for_no_compatibility {
    @Test
    void is_published_although_stored_rows_contradict_it() {
      Fixtures.publish(obsrv, orders());
      ingest("{\"id\": 1, \"size\": \"7\"}", "{\"id\": 2, \"size\": \"large\"}");
      asha.edit(
          "orders", d -> d.changeField("size", Field.integer()).compatibility(Compatibility.NONE));
      approved();

      Plan plan = asha.plan("orders");
      assertThat(plan.contradictions()).extracting(ContradictingRows::rows).containsExactly(1L);
      assertThat(plan.needsForce()).isFalse();
      asha.publish("orders");

      assertThat(sizes()).containsExactlyInAnyOrder(new Row(7L), new Row((Object) null));
    }
  }

  @Nested
  class A_breaking_change {
    @Test
    void is_refused_without_a_reason() {
      Fixtures.publish(
          obsrv, orders().changeField("size", Field.string().required().withDefault("m")));
      asha.edit("orders", d -> d.changeField("size", Field.string().required()));
      approved();

      assertThatThrownBy(() -> asha.publish("orders"))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("is a breaking change; publish it with plan(…).force(reason)");
      DatasetVersion live = asha.publish(asha.plan("orders").force("all clients are told"));

      assertThat(live.number()).isEqualTo(2);
    }
  }

  @Nested
  class A_rollback {
    @Test
    void is_a_new_version_with_the_definition_and_the_values_of_an_earlier_one() {
      Fixtures.publish(obsrv, orders());
      ingest("{\"id\": 1, \"size\": \"large\"}");
      asha.edit("orders", d -> d.changeField("size", Field.integer()));
      approved();
      asha.publish(asha.plan("orders").force("numbers from now on"));
      ingest("{\"id\": 2, \"size\": 9}");

      asha.rollback("orders", 1);
      approved();
      DatasetVersion live = asha.publish("orders");

      assertThat(live.number()).isEqualTo(3);
      assertThat(live.definition()).isEqualTo(asha.version("orders", 1).definition());
      assertThat(sizes()).containsExactly(new Row("9"), new Row("large"));
      assertThat(asha.diff("orders", 1, 3)).isEmpty();
      assertThat(asha.diff("orders", 1, 2))
          .extracting(DefinitionChange::changeClass)
          .containsExactly(ChangeClass.DATA_VERIFIED);
    }

    @Test
    void needs_a_version_that_was_in_force_and_no_draft() {
      Fixtures.publish(obsrv, orders());

      assertThatThrownBy(() -> asha.rollback("orders", 1))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessageContaining("version 1 is LIVE, must be SUPERSEDED");
      asha.edit("orders", d -> d.owner("asha"));
      assertThatThrownBy(() -> asha.rollback("orders", 1))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessageContaining("needs a dataset that is LIVE and has no draft");
    }
  }

  @Nested
  class A_paused_dataset {
    @Test
    void refuses_records_until_it_is_resumed_and_through_a_publication() {
      Fixtures.publish(obsrv, orders());
      asha.pause("orders");

      assertThatThrownBy(() -> ingest("{\"id\": 1}"))
          .hasMessage(
              "Cannot ingest into dataset 'orders': it is paused. Call resume(\"orders\") first.");
      asha.edit("orders", d -> d.owner("asha"));
      approved();
      asha.publish("orders");
      assertThatThrownBy(() -> ingest("{\"id\": 1}")).hasMessageContaining("it is paused");
      assertThatThrownBy(() -> asha.pause("orders"))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessageContaining("it is PAUSED already");

      asha.resume("orders");
      ingest("{\"id\": 1}");

      assertThat(sizes()).hasSize(1);
      assertThat(obsrv.governance().audit("orders"))
          .extracting(entry -> entry.actor() + " " + entry.verb())
          .contains("asha PAUSE", "asha RESUME");
    }
  }
}
