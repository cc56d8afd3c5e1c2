package io.obsrv.lifecycle;

import static io.obsrv.table.Condition.field;
import static io.obsrv.table.Granularity.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Obsrv;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.policy.Retention;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions whose settings cannot all be meant. */
class ContradictoryDefinitionTest {
  private final Obsrv obsrv = Obsrv.open(MemoryStorage.create());
  private final Datasets datasets = obsrv.as("asha").datasets();

  @AfterEach
  void close() {
    obsrv.close();
  }

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["mail"], "properties": {
                  "id": {"type": "integer"}, "mail": {"type": "string"}, "at": {"type": "string", "format": "date-time"},
                  "tags": {"type": "array"}}}"""));
  }

  private void refused(DefinitionBuilder definition, String... problems) {
    datasets.create(definition);

    assertThatThrownBy(() -> datasets.submit("orders"))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.problems().stream().map(Problem::toString)).containsExactly(problems));

    assertThat(datasets.find("orders").orElseThrow().status()).isEqualTo(DatasetStatus.DRAFT);
    assertThat(datasets.version("orders", 1).status()).isEqualTo(VersionStatus.DRAFT);
    assertThat(obsrv.governance().audit("orders")).hasSize(1);
  }

  @Test
  void everything_that_contradicts_another_setting_is_told_at_once() {
    refused(
        orders()
            .key("tags", "id", "id", "gone")
            .retain(Retention.byEventTime(Duration.ofDays(1)))
            .deletedWhen(field("id").isNull())
            .enrich("city", e -> e.from("../cities").on("tags").field("name", "mail"))
            .transform("hide", t -> t.mask("id", 4))
            .rule("few", r -> r.column("id").between(5, 1))
            .table("per_day", t -> t.every(DAY).count())
            .table("twice", t -> t.groupBy("id", "id").count())
            .table("kept", t -> t.count().retain(Duration.ofDays(7))),
        "key: 'tags' is JSON, must be a scalar",
        "key: 'gone' is not a column of the schema (columns: id, mail, at, tags)",
        "key: 'id' is there twice, must be there once",
        "retention: goes by event time, but the dataset has no time column; name it with time(…)",
        "deletedWhen: is for kinds TRANSACTION and MASTER; events are never deleted",
        "enrichments/city/dataset: '../cities' must be 1 to 56 lower-case letters (a-z), digits, '_' and '-', beginning with a letter",
        "enrichments/city/on: 'tags' is JSON, must be a scalar",
        "enrichments/city/fields: 'mail' is required, must not be: it may get no value",
        "transformations/hide/column: 'id' is integer, must be string",
        "transformations/hide/column: 'id' is part of the key, must not be changed",
        "rules/few/min: is 5, must be at most max, 1",
        "tables/per_day/every: is given, but the dataset has no time column; name it with time(…)",
        "tables/twice: has two columns named 'id', every name must be its own",
        "tables/kept/retention: is given, but the table has no time buckets; add every(…)",
        "enrichments/city: dataset '../cities' is missing, must be LIVE");
  }

  @Test
  void a_bucket_that_outlasts_its_rows_and_a_time_that_is_none_are_told() {
    refused(
        orders()
            .kind(Kind.TRANSACTION)
            .time("mail")
            .retain(Retention.byReceiveTime(Duration.ofHours(1)))
            .table("per_day", t -> t.every(DAY).count().retain(Duration.ofDays(7))),
        "key: is missing; a dataset of kind TRANSACTION needs one",
        "time: 'mail' is string, must be a timestamp or date",
        "tables/per_day/retention: keeps buckets of a day whose rows are kept for PT1H only, must be at least PT25H",
        "tables/per_day/every: is given, but the time column 'mail' is string, must be a timestamp or date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Feed",
        "1feed",
        "../feed",
        "a/b",
        "a b",
        "a'b",
        "a\"b",
        "f\u0435ed",
        "feed\n",
        "fee\u200Dd",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void names_within_a_definition_are_refused_at_the_call(String name) {
    assertThatThrownBy(() -> orders().source(name, Files.json("a.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source name '")
        .hasMessageContaining("must be 1 to 48 lower-case letters");
    assertThatThrownBy(() -> orders().destination(name, Files.jsonLinesTo(Path.of("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("destination name '");
    assertThatThrownBy(() -> orders().table(name, t -> t.count()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("table name '");
  }

  @Test
  void a_table_has_a_name_of_its_own() {
    assertThatThrownBy(() -> orders().table("orders", t -> t.count()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table 'orders' has the name of its dataset");
    assertThat(orders().table("t", t -> t.count()).table("t", t -> t.max("id")).build().tables())
        .as("the later declaration is the one")
        .singleElement()
        .satisfies(table -> assertThat(table.measures()).hasSize(1));
  }
}
