package io.obsrv.lifecycle;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetExistsException;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.StaleRevisionException;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "properties": {"id": {"type": "integer"}, "city": {"type": "string"}}}
          """);

  private final MemoryStorage storage = MemoryStorage.create();
  private final Obsrv obsrv = Obsrv.open(storage);
  private final Datasets asha = obsrv.as("asha").datasets();
  private final Datasets ravi = obsrv.as("ravi").datasets();

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders").schema(SCHEMA).key("id");
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Nested
  class From_draft_to_retirement {
    @Test
    void every_move_leaves_an_audit_row_with_its_actor() {
      asha.create(orders());
      asha.edit("orders", d -> d.description("what was ordered"));
      asha.submit("orders");
      ravi.reject("orders", "no owner");
      asha.edit("orders", d -> d.owner("asha"));
      asha.submit("orders");
      ravi.approve("orders", "good");
      ravi.publish("orders");
      obsrv.datasets().retire("orders");

      assertThat(obsrv.governance().audit("orders"))
          .extracting(
              e -> e.actor() + " " + e.verb() + " " + e.from() + ">" + e.to() + " " + e.comment())
          .containsExactly(
              "asha CREATE >DRAFT ",
              "asha EDIT DRAFT>DRAFT ",
              "asha SUBMIT DRAFT>IN_REVIEW ",
              "ravi REJECT IN_REVIEW>DRAFT no owner",
              "asha EDIT DRAFT>DRAFT ",
              "asha SUBMIT DRAFT>IN_REVIEW ",
              "ravi APPROVE IN_REVIEW>APPROVED good",
              "ravi PUBLISH APPROVED>APPROVED begun",
              "ravi PUBLISH APPROVED>LIVE ",
              "system RETIRE LIVE>LIVE begun",
              "system RETIRE LIVE>RETIRED ");
    }

    @Test
    void a_move_the_table_does_not_have_says_what_it_needs() {
      asha.create(orders());

      assertThatThrownBy(() -> ravi.publish("orders"))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessage(
              "Cannot publish dataset 'orders': version 1 is DRAFT, publish needs a version that is APPROVED.");
      assertThatThrownBy(() -> ravi.retire("orders"))
          .hasMessage(
              "Cannot retire dataset 'orders': it is DRAFT, retire needs a dataset that is LIVE.");
    }

    @Test
    void an_id_is_given_once() {
      asha.create(orders());

      assertThatThrownBy(() -> ravi.create(orders()))
          .isInstanceOf(DatasetExistsException.class)
          .hasMessageStartingWith("Cannot create dataset 'orders': the id is taken.");
    }

    @Test
    void a_dataset_that_is_not_there_is_named() {
      assertThatThrownBy(() -> asha.submit("orders"))
          .isInstanceOf(NotFoundException.class)
          .hasMessageStartingWith("There is no dataset 'orders'.");
    }

    @Test
    void a_discarded_dataset_that_was_never_published_disappears_but_for_its_trail() {
      asha.create(orders());
      asha.discard("orders");

      assertThat(asha.find("orders")).isEmpty();
      assertThat(obsrv.governance().audit("orders"))
          .extracting(e -> e.verb())
          .containsExactly(Verb.CREATE, Verb.DISCARD);
      assertThat(asha.create(orders()).revision()).isEqualTo(1);
    }
  }

  @Nested
  class Review {
    @Test
    void submitting_lists_all_problems_at_once() {
      asha.create(
          orders()
              .time("at")
              .table("by_colour", t -> t.groupBy("colour").sum("city"))
              .table("few", t -> t.where(field("id").atLeast("many")).count()));

      assertThatThrownBy(() -> asha.submit("orders"))
          .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.problems()).hasSize(4))
          .hasMessageStartingWith("Dataset 'orders' cannot be submitted, 4 problems: ")
          .hasMessageContaining("time: 'at' is not a column of the schema (columns: id, city)")
          .hasMessageContaining("tables/by_colour/groupBy: 'colour' is not a column")
          .hasMessageContaining("tables/by_colour/sum: 'city' is string, must be a number")
          .hasMessageContaining("tables/few/where: id >= many: 'id' is integer");
      assertThat(asha.version("orders", 1).status()).isEqualTo(VersionStatus.DRAFT);
    }

    @Test
    void with_four_eyes_an_author_cannot_approve() {
      try (Obsrv strict = Obsrv.on(MemoryStorage.create()).fourEyes().open()) {
        strict.as("asha").datasets().create(orders());
        strict.as("asha").datasets().submit("orders");

        assertThatThrownBy(() -> strict.as("asha").datasets().approve("orders", ""))
            .isInstanceOf(IllegalMoveException.class)
            .hasMessageContaining(
                "version 1 is by asha, who cannot approve it too; four eyes are needed");
        assertThat(
                strict
                    .as("ravi")
                    .datasets()
                    .approve("orders", "")
                    .review()
                    .orElseThrow()
                    .reviewer())
            .isEqualTo("ravi");
      }
    }

    @Test
    void with_four_eyes_nobody_approves_what_they_have_written_a_part_of() {
      asha.create(orders().fourEyes());
      ravi.edit("orders", d -> d.owner("ravi"));
      asha.submit("orders");

      assertThatThrownBy(() -> asha.approve("orders", "")).hasMessageContaining("four eyes");
      assertThatThrownBy(() -> ravi.approve("orders", "")).hasMessageContaining("four eyes");
      obsrv.as("mira").datasets().approve("orders", "");
    }

    @Test
    void who_wrote_what_had_the_name_before_may_approve() {
      ravi.create(orders());
      ravi.discard("orders");
      asha.create(orders().fourEyes());
      asha.submit("orders");

      ravi.approve("orders", "");
    }

    @Test
    void four_eyes_may_be_a_setting_of_one_dataset_and_count_until_they_are_published_away() {
      asha.create(orders().fourEyes());
      asha.submit("orders");
      assertThatThrownBy(() -> asha.approve("orders", "")).hasMessageContaining("four eyes");
      ravi.approve("orders", "");
      ravi.publish("orders");

      asha.edit("orders", d -> d.withoutFourEyes());
      asha.submit("orders");
      assertThatThrownBy(() -> asha.approve("orders", "")).hasMessageContaining("four eyes");
      ravi.approve("orders", "");
      ravi.publish("orders");

      asha.edit("orders", d -> d.description("alone"));
      asha.submit("orders");
      assertThat(asha.approve("orders", "").status()).isEqualTo(VersionStatus.APPROVED);
    }

    @Test
    void an_edit_voids_the_approval() {
      asha.create(orders());
      asha.submit("orders");
      ravi.approve("orders", "good");
      asha.edit("orders", d -> d.owner("asha"));

      DatasetVersion version = asha.version("orders", 1);
      assertThat(version.status()).isEqualTo(VersionStatus.DRAFT);
      assertThat(version.review()).isEmpty();
    }

    @Test
    void every_word_of_a_reviewer_is_kept_with_what_it_was_said_of() {
      asha.create(orders());
      String first = asha.submit("orders").contentHash();
      ravi.reject("orders", "no owner");
      asha.edit("orders", d -> d.owner("asha"));
      String second = asha.submit("orders").contentHash();
      ravi.approve("orders", "good");
      asha.edit("orders", d -> d.tags("shop"));
      asha.submit("orders");
      obsrv.as("mira").datasets().approve("orders", "better");
      ravi.publish("orders");

      DatasetVersion version = asha.version("orders", 1);
      assertThat(version.reviews())
          .extracting(
              r -> r.reviewer() + " " + r.verdict() + " " + r.comment() + " " + r.contentHash())
          .containsExactly(
              "ravi REJECTED no owner " + first,
              "ravi APPROVED good " + second,
              "mira APPROVED better " + version.contentHash());
      assertThat(version.review().orElseThrow().reviewer()).isEqualTo("mira");
    }

    @Test
    void a_new_version_begins_without_reviews() {
      Fixtures.publish(obsrv, orders());
      asha.edit("orders", d -> d.owner("asha"));

      assertThat(asha.version("orders", 1).reviews()).hasSize(1);
      assertThat(asha.version("orders", 2).reviews()).isEmpty();
    }

    @Test
    void of_two_editors_one_is_told_that_it_came_too_late() {
      Dataset seen = asha.create(orders());
      asha.edit(seen, d -> d.owner("asha"));

      assertThatThrownBy(() -> ravi.edit(seen, d -> d.owner("ravi")))
          .isInstanceOf(StaleRevisionException.class)
          .hasMessageContaining("it is at revision 2, the change was made from revision 1");
      assertThat(asha.version("orders", 1).definition().owner()).isEqualTo("asha");
    }

    @Test
    void an_editor_of_what_was_discarded_does_not_change_what_has_its_name_by_now() {
      Dataset seen = asha.create(orders());
      asha.discard("orders");
      Dataset other = ravi.create(orders().owner("ravi"));
      assertThat(other.revision()).isEqualTo(seen.revision());

      assertThatThrownBy(() -> asha.edit(seen, d -> d.owner("asha")))
          .isInstanceOfSatisfying(StaleRevisionException.class, e -> assertThat(e.found()).isZero())
          .hasMessage(
              "Cannot change dataset 'orders': it is at revision 0, the change was made from revision 1."
                  + " Read it again and repeat the change.");
      assertThat(asha.version("orders", 1).definition().owner()).isEqualTo("ravi");
    }

    @Test
    void an_editor_who_comes_too_late_is_told_what_was_changed() {
      Dataset seen = asha.create(orders().table("t", t -> t.count()));
      asha.edit("orders", d -> d.owner("asha").withoutTable("t").table("u", t -> t.count()));
      asha.edit("orders", d -> d.tags("shop").description("what was ordered"));

      assertThatThrownBy(() -> ravi.edit(seen, d -> d.owner("ravi")))
          .isInstanceOfSatisfying(
              StaleRevisionException.class,
              e -> {
                assertThat(e.expected()).isEqualTo(1);
                assertThat(e.found()).isEqualTo(3);
                assertThat(e.changes())
                    .extracting(change -> change.toString())
                    .containsExactly(
                        "description is \"what was ordered\", was \"\"",
                        "owner is \"asha\", was \"\"",
                        "tags is [\"shop\"], was []",
                        "tables/t was taken away",
                        "tables/u was added");
              })
          .hasMessage(
              "Cannot change dataset 'orders': it is at revision 3, the change was made from revision 1."
                  + " Since then description is \"what was ordered\", was \"\"; owner is \"asha\", was \"\";"
                  + " tags is [\"shop\"], was []; and 2 more. Read it again and repeat the change.");
    }

    @Test
    void an_editor_of_a_version_that_was_published_since_is_told_what_was_changed() {
      Dataset seen = asha.create(orders());
      asha.edit("orders", d -> d.owner("asha"));
      Fixtures.review(obsrv, "orders");
      Dataset published = asha.find("orders").orElseThrow();
      asha.edit("orders", d -> d.tags("shop"));

      assertThatThrownBy(() -> ravi.edit(published, d -> d.owner("ravi")))
          .hasMessageContaining("Since then tags is [\"shop\"], was []. Read");
      assertThatThrownBy(() -> ravi.edit(seen, d -> d.owner("ravi")))
          .isInstanceOfSatisfying(
              StaleRevisionException.class, e -> assertThat(e.found()).isEqualTo(7));
    }

    @Test
    void two_edits_at_the_same_time_leave_one_winner_and_one_diff() {
      asha.create(orders());

      assertThatThrownBy(
              () ->
                  ravi.edit(
                      "orders",
                      d -> {
                        asha.edit("orders", other -> other.owner("asha"));
                        return d.owner("ravi");
                      }))
          .isInstanceOf(StaleRevisionException.class)
          .hasMessageContaining("Since then owner is \"asha\", was \"\".");
      assertThat(asha.version("orders", 1).definition().owner()).isEqualTo("asha");
    }
  }

  @Nested
  class Second_version {
    @Test
    void a_draft_stands_beside_the_live_version_which_goes_on() {
      Fixtures.publish(obsrv, orders());
      asha.edit("orders", d -> d.owner("asha"));

      assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 1}").version()).isEqualTo(1);
      assertThat(asha.version("orders", 1).status()).isEqualTo(VersionStatus.LIVE);
      assertThat(asha.version("orders", 2).status()).isEqualTo(VersionStatus.DRAFT);
    }

    @Test
    void a_new_table_is_filled_from_the_rows_there_are_and_kept_up_to_date() {
      Fixtures.publish(obsrv, orders());
      obsrv
          .ingestion()
          .ingest("orders", "{\"id\": 1, \"city\": \"Pune\"}", "{\"id\": 2, \"city\": \"Pune\"}");
      asha.edit("orders", d -> d.table("by_city", t -> t.groupBy("city").count()));
      Fixtures.review(obsrv, "orders");

      assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 3, \"city\": \"Pune\"}").version())
          .isEqualTo(2);
      assertThat(obsrv.tables().rows("orders", "by_city").rows())
          .containsExactly(new Row("Pune", 3L));
      assertThat(asha.version("orders", 1).status()).isEqualTo(VersionStatus.SUPERSEDED);
    }

    @Test
    void a_changed_table_is_built_anew() {
      Fixtures.publish(obsrv, orders().table("t", t -> t.groupBy("city").count()));
      obsrv
          .ingestion()
          .ingest("orders", "{\"id\": 1, \"city\": \"Pune\"}", "{\"id\": 2, \"city\": \"Goa\"}");
      asha.edit("orders", d -> d.table("t", t -> t.count().max("id")));
      Fixtures.review(obsrv, "orders");

      assertThat(obsrv.tables().rows("orders", "t").rows()).containsExactly(new Row(2L, 2L));
    }

    @Test
    void a_column_changes_its_type_unless_what_is_stored_contradicts_it() {
      Fixtures.publish(obsrv, orders());
      obsrv.ingestion().ingest("orders", "{\"id\": 1, \"city\": \"Pune\"}");
      asha.edit("orders", d -> d.schema(schema("string", "integer")));
      asha.submit("orders");
      asha.approve("orders", "");

      assertThatThrownBy(() -> asha.publish("orders"))
          .isInstanceOf(InvalidException.class)
          .hasMessage(
              "Version 2 of dataset 'orders' cannot be published, 1 problem: schema/city: is contradicted by 1 stored row:"
                  + " row 1: '\"Pune\"' is not an integer.");
      asha.edit("orders", d -> d.schema(schema("string", "string")));
      asha.submit("orders");
      asha.approve("orders", "");
      asha.publish("orders");

      assertThat(obsrv.queries().run("orders", Query.from("orders").select("id")).rows())
          .containsExactly(new Row("1"));
      assertThat(
              obsrv.ingestion().ingest("orders", "{\"id\": \"1\", \"city\": \"Pune\"}").accepted())
          .isZero();
    }

    private Schema schema(String id, String city) {
      return Schema.parse(
          """
          {"type": "object", "properties": {
            "id": {"type": "%s"}, "city": {"type": "%s"}}}"""
              .formatted(id, city));
    }

    @Test
    void another_key_is_refused_where_it_is_changed_before_it_is_stored() {
      Fixtures.publish(obsrv, orders().transform("hidden", t -> t.mask("city", 1)));
      asha.edit("orders", d -> d.key("city"));

      assertThatThrownBy(() -> asha.submit("orders"))
          .hasMessageContaining(
              "key: has [city], which the live version 1 changes before it is stored: keys are those of what arrives,"
                  + " and cannot be found again");
    }

    @Test
    void a_discarded_draft_leaves_the_live_version_and_its_number_is_not_given_again() {
      Fixtures.publish(obsrv, orders());
      asha.edit("orders", d -> d.owner("asha"));
      asha.discard("orders");
      asha.edit("orders", d -> d.owner("ravi"));

      assertThat(asha.versions("orders"))
          .extracting(DatasetVersion::status)
          .containsExactly(VersionStatus.LIVE, VersionStatus.DISCARDED, VersionStatus.DRAFT);
      assertThat(asha.find("orders").orElseThrow().status()).isEqualTo(DatasetStatus.LIVE);
    }
  }
}
