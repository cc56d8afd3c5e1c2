package io.obsrv.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.Secret;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetExistsException;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Copies, exports and imports, on any storage. */
public abstract class TransferContract {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"},\"city\":{\"type\":\"string\"}}}";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private Obsrv here;
  private Obsrv there;
  private Datasets asha;
  private Datasets ravi;

  /** Opens a storage that is new and empty; the contract closes it. */
  protected abstract Storage open();

  @BeforeEach
  void openLibraries() {
    here = library();
    there = library();
    asha = here.as("asha").datasets();
    ravi = there.as("ravi").datasets();
  }

  private Obsrv library() {
    return Obsrv.on(open())
        .secrets(name -> Optional.of(new Secret(name, SECRET.getBytes(UTF_8))))
        .open();
  }

  @AfterEach
  protected void closeLibraries() {
    here.close();
    there.close();
  }

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders").schema(Schema.parse(SCHEMA)).key("id");
  }

  private static String document(String... datasets) {
    return "{\"format\":\"obsrv-datasets-1\",\"datasets\":[" + String.join(",", datasets) + "]}";
  }

  private static String dataset(String id, String... versions) {
    return "{\"id\":\"%s\",\"versions\":[%s]}".formatted(id, String.join(",", versions));
  }

  private static String version(String number, String definition) {
    return "{\"number\":%s,\"definition\":%s}".formatted(number, definition);
  }

  private static String definition(String id, String more) {
    return "{\"id\":\"%s\",\"schema\":%s%s}".formatted(id, SCHEMA, more);
  }

  private void refused(String document, String... problems) {
    assertThatThrownBy(() -> ravi.importAll(document, ImportMode.REPLACE_DRAFT))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.problems().stream().map(Problem::toString)).containsExactly(problems));
    assertThat(ravi.list()).isEmpty();
    assertThat(there.governance().audit().verify().rows()).isZero();
  }

  @Nested
  class A_copy {
    @Test
    void is_a_draft_with_the_definition_that_is_in_force() {
      Fixtures.publish(here, orders().table("t", t -> t.count()));
      here.ingestion().ingest("orders", "{\"id\": 1}");
      asha.edit("orders", d -> d.owner("asha"));

      Dataset copy = here.as("mira").datasets().copy("orders", "orders_2");

      assertThat(copy.status()).isEqualTo(DatasetStatus.DRAFT);
      DatasetVersion version = asha.version("orders_2", 1);
      assertThat(version.status()).isEqualTo(VersionStatus.DRAFT);
      assertThat(version.author()).isEqualTo("mira");
      assertThat(version.definition())
          .isEqualTo(asha.version("orders", 1).definition().renamed(copy.id()));
      assertThat(version.definition().table("t")).isPresent();
      AuditEntry entry = here.governance().audit("orders_2").get(0);
      assertThat(entry.verb() + " " + entry.actor() + " " + entry.to() + " " + entry.comment())
          .isEqualTo("COPY mira DRAFT of 'orders', version 1");
    }

    @Test
    void of_what_was_never_published_is_one_of_its_draft() {
      asha.create(orders());
      asha.edit("orders", d -> d.owner("asha"));
      asha.copy("orders", "orders_2");

      assertThat(asha.version("orders_2", 1).definition().owner()).isEqualTo("asha");
    }

    @Test
    void needs_an_id_that_is_free_and_well_formed() {
      asha.create(orders().table("t", t -> t.count()));

      assertThatThrownBy(() -> asha.copy("orders", "orders"))
          .isInstanceOf(DatasetExistsException.class);
      assertThatThrownBy(() -> asha.copy("orders", "../orders"))
          .hasMessageStartingWith("Dataset id '../orders' cannot be used");
      assertThatThrownBy(() -> asha.copy("orders", "t"))
          .hasMessageContaining("table 't' has the name of its dataset");
      assertThat(asha.list()).hasSize(1);
    }
  }

  @Nested
  class An_export {
    @Test
    void is_imported_into_an_empty_store_and_exported_again_byte_by_byte() {
      Fixtures.publish(here, orders().description("What \"customers\" order 地震 🌋"));
      asha.edit("orders", d -> d.owner("asha"));
      asha.discard("orders");
      asha.edit("orders", d -> d.tags("shop"));
      asha.create(DatasetDefinition.named("visits").schema(Schema.parse(SCHEMA)));
      String all = asha.exportAll();

      List<Dataset> imported = ravi.importAll(all, ImportMode.REFUSE_EXISTING);

      assertThat(ravi.exportAll()).isEqualTo(all);
      assertThat(ravi.export("orders")).isEqualTo(asha.export("orders"));
      assertThat(imported).extracting(d -> d.id().value()).containsExactly("orders", "visits");
      assertThat(ravi.versions("orders"))
          .extracting(v -> v.number() + " " + v.status() + " " + v.author())
          .containsExactly("1 SUPERSEDED ravi", "3 DRAFT ravi");
      assertThat(there.governance().audit("orders"))
          .extracting(e -> e.verb() + " " + e.version().getAsInt() + " " + e.from() + ">" + e.to())
          .containsExactly("IMPORT 3 >DRAFT");
    }

    @Test
    void that_was_imported_can_be_published_and_goes_on_counting() {
      Fixtures.publish(here, orders());
      asha.edit("orders", d -> d.tags("shop"));
      ravi.importAll(asha.export("orders"), ImportMode.REFUSE_EXISTING);

      Fixtures.review(there, "orders");

      assertThat(there.ingestion().ingest("orders", "{\"id\": 1}").version()).isEqualTo(2);
      assertThat(ravi.edit("orders", d -> d.owner("ravi")).draft()).hasValue(3);
    }

    @Test
    void has_no_secret_in_it() {
      asha.create(
          orders()
              .source("feed", ConnectorConfig.of("jdbc", Map.of("password", "warehouse")))
              .transform("seal", t -> t.encrypt("city", "pii")));

      assertThat(asha.exportAll()).contains("warehouse", "pii").doesNotContain(SECRET);
    }

    @Test
    void has_nothing_of_what_was_purged() {
      asha.create(orders());
      asha.create(DatasetDefinition.named("visits").schema(Schema.parse(SCHEMA)));
      asha.purge("visits", "");

      assertThat(asha.exportAll()).isEqualTo(asha.export("orders"));
      ravi.importAll(asha.exportAll(), ImportMode.REFUSE_EXISTING);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> asha.export("visits"), () -> asha.copy("visits", "visits_2"))) {
        assertThatThrownBy(call)
            .isInstanceOf(NotFoundException.class)
            .hasMessage("Dataset 'visits' is PURGED: nothing is left of it but its audit trail.");
      }
    }

    @Test
    void of_nothing_is_imported_as_nothing() {
      assertThat(ravi.importAll(asha.exportAll(), ImportMode.REFUSE_EXISTING)).isEmpty();
    }
  }

  @Nested
  class An_import {
    @Test
    void does_not_touch_what_is_there_unless_it_is_told_to() {
      asha.create(orders().owner("asha"));
      asha.create(DatasetDefinition.named("visits").schema(Schema.parse(SCHEMA)));
      Fixtures.publish(there, orders().owner("ravi"));
      String before = ravi.exportAll();
      String document = asha.exportAll();

      assertThatThrownBy(() -> ravi.importAll(document, ImportMode.REFUSE_EXISTING))
          .hasMessage(
              "The document of datasets cannot be imported, 1 problem: datasets/orders: is there already, must not be; or import it as REPLACE_DRAFT.");
      assertThat(ravi.exportAll()).isEqualTo(before);

      ravi.importAll(document, ImportMode.REPLACE_DRAFT);
      assertThat(ravi.version("orders", 1).definition().owner()).isEqualTo("ravi");
      assertThat(ravi.version("orders", 1).status()).isEqualTo(VersionStatus.LIVE);
      assertThat(ravi.version("orders", 2).definition().owner()).isEqualTo("asha");
      assertThat(ravi.version("orders", 2).status()).isEqualTo(VersionStatus.DRAFT);
      assertThat(ravi.find("visits")).isPresent();
      assertThat(there.governance().audit("orders"))
          .last()
          .satisfies(e -> assertThat(e.verb() + " " + e.comment()).isEqualTo("EDIT imported"));
    }

    @Test
    void names_every_dataset_that_stands_in_the_way() {
      asha.create(orders());
      Fixtures.publish(there, orders());
      ravi.retire("orders");

      assertThatThrownBy(() -> ravi.importAll(asha.exportAll(), ImportMode.REPLACE_DRAFT))
          .hasMessageContaining(
              "datasets/orders: Cannot edit dataset 'orders': it is RETIRED and has no draft");
    }

    @Test
    void names_every_alias_that_stands_in_the_way() {
      asha.create(orders());
      ravi.create(DatasetDefinition.named("visits").schema(Schema.parse(SCHEMA)));
      ravi.alias("orders", "visits");

      assertThatThrownBy(() -> ravi.importAll(asha.exportAll(), ImportMode.REPLACE_DRAFT))
          .hasMessageContaining(
              "datasets/orders: is an alias of 'visits' here, must be a name that is free");
      assertThat(ravi.list()).hasSize(1);
    }

    @Test
    void of_texts_that_are_no_documents_is_refused() {
      refused("", "is , must be a JSON object");
      refused(
          "{\"format\":",
          "the text is not JSON: Unexpected end-of-input within/between Object entries (line 1, column 11)");
      refused("[]", "is [], must be a JSON object");
      refused(
          "{\"format\":\"obsrv-datasets-2\",\"datasets\":5,\"rows\":[]}",
          "rows: is not a setting of a document of datasets",
          "format: is 'obsrv-datasets-2', must be one of obsrv-datasets-1",
          "datasets: is 5, must be an array");
      refused(
          "{\"format\":\"obsrv-datasets-1\",\"format\":\"obsrv-datasets-1\",\"datasets\":[]}",
          "the text is not JSON: Duplicate field 'format' for `ObjectNode`: not allowed when `DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY` enabled (line 1, column 39)");
    }

    @Test
    void names_every_problem_before_anything_is_written() {
      String good = dataset("visits", version("1", definition("visits", "")));
      refused(
          document(
              good,
              good,
              dataset("a", version("1", definition("b", ",\"colour\":1"))),
              dataset("b", version("1", definition("c", ""))),
              dataset("c"),
              dataset("d", version("2", definition("d", "")), version("2", definition("d", ""))),
              dataset("e", version("0", definition("e", ""))),
              dataset("h", version("2147483647", definition("h", ""))),
              "{\"id\":\"f\",\"versions\":[{\"number\":1}],\"status\":\"LIVE\"}",
              "7"),
          "datasets/1/id: 'visits' is there twice, must be there once",
          "datasets/2/versions/1/definition/colour: is not a setting of a dataset",
          "datasets/3/versions/1/definition/id: is 'c', must be 'b' as its dataset is",
          "datasets/4/versions: is empty, must have a version",
          "datasets/5/versions/2/number: is 2 behind 2, must be higher than that",
          "datasets/6/versions/0/number: is 0, must be 1 to 1000000000",
          "datasets/7/versions/2147483647/number: is 2147483647, must be 1 to 1000000000",
          "datasets/8/status: is not a setting of a dataset of a document",
          "datasets/8/versions/1/definition: is missing",
          "datasets/9: is 7, must be a JSON object");
    }

    @Test
    void takes_no_definition_that_contradicts_itself() {
      refused(
          document(
              dataset(
                  "a",
                  version("1", definition("a", ",\"key\":[\"colour\"],\"time\":\"id\"")),
                  version("2", definition("a", ""))),
              dataset(
                  "b",
                  version("1", definition("b", ",\"kind\":\"MASTER\"")),
                  version("2", definition("b", "")))),
          "datasets/a/versions/1/key: 'colour' is not a column of the schema (columns: id, city)",
          "datasets/a/versions/1/time: 'id' is integer, must be a timestamp or date",
          "datasets/b/versions/1/key: is missing; a dataset of kind MASTER needs one");
    }

    @Test
    void takes_an_unfinished_draft_as_it_is() {
      asha.create(orders().key("colour").time("id"));
      Fixtures.publish(here, DatasetDefinition.named("visits").schema(Schema.parse(SCHEMA)));
      asha.edit("visits", d -> d.table("days", t -> t.sum("city")));
      String document = asha.exportAll();

      ravi.importAll(document, ImportMode.REFUSE_EXISTING);

      assertThat(ravi.exportAll()).isEqualTo(document);
      assertThatThrownBy(() -> ravi.submit("orders"))
          .hasMessageContaining("2 problems: key: 'colour' is not a column of the schema");
      assertThatThrownBy(() -> ravi.submit("visits"))
          .hasMessageContaining("tables/days/sum: 'city' is string, must be a number");
    }

    @Test
    void takes_no_id_that_is_malformed() {
      for (String id :
          List.of(
              "",
              "Orders",
              "a".repeat(64),
              "a".repeat(100_000),
              "../orders",
              "оrders",
              "orders\\u0000",
              "orders\\n",
              "a'; drop table datasets; --",
              "a\\\"b",
              "1a",
              "a b")) {
        assertThatThrownBy(
                () ->
                    ravi.importAll(
                        document(dataset(id, version("1", definition(id, "")))),
                        ImportMode.REPLACE_DRAFT))
            .as(id)
            .isInstanceOfSatisfying(
                InvalidException.class,
                e ->
                    assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactly("datasets/0/id", "datasets/0/versions/1/definition/id"));
      }
      assertThat(ravi.list()).isEmpty();
    }
  }
}
