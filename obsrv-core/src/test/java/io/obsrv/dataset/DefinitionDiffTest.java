package io.obsrv.dataset;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.policy.ConnectorConfig;
import io.obsrv.schema.ChangeClass;
import io.obsrv.schema.Compatibility;
import io.obsrv.schema.Field;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DefinitionDiffTest {
  private static final DatasetDefinition ORDERS =
      DatasetDefinition.named("orders")
          .schema(
              Schema.parse(
                  """
                  {"type":"object","required":["id"],"properties":{
                    "id":{"type":"string"},"at":{"type":"string","format":"date-time"},
                    "place":{"type":"object","properties":{"city":{"type":"string"}}}}}
                  """))
          .key("id")
          .source("feed", ConnectorConfig.of("jsonl", Map.of("path", "x")))
          .table("per_day", t -> t.count())
          .rule("a", r -> r.column("id").notNull())
          .rule("b", r -> r.column("at").notNull())
          .build();

  private static void differ(UnaryOperator<DefinitionBuilder> edit, String... changes) {
    DatasetDefinition next = edit.apply(ORDERS.toBuilder()).build();
    assertThat(DefinitionDiff.between(ORDERS, next).stream().map(DefinitionChange::toString))
        .containsExactly(changes);
    assertThat(DefinitionJson.read(DefinitionJson.write(next))).isEqualTo(next);
  }

  @Test
  void equal_definitions_do_not_differ() {
    differ(d -> d);
    differ(d -> d.addField("x", Field.string()).removeField("x"));
  }

  @Test
  void every_difference_is_told_where_it_is() {
    differ(
        d ->
            d.owner("asha")
                .time("at")
                .zone(ZoneId.of("Europe/Berlin"))
                .key("id", "at")
                .kind(Kind.MASTER)
                .fourEyes()
                .compatibility(Compatibility.FULL)
                .source("feed", ConnectorConfig.of("jsonl", Map.of("path", "y")))
                .table("per_day", t -> t.count().every(Granularity.DAY))
                .table("few", t -> t.count().where(field("id").isNotNull())),
        "kind: EVENT → MASTER, breaking",
        "owner: — → asha, safe",
        "fourEyes: false → true, safe",
        "compatibility: BACKWARD → FULL, safe",
        "key: [\"id\"] → [\"id\",\"at\"], rebuild",
        "time: — → at, rebuild",
        "zone: Z → Europe/Berlin, rebuild",
        "sources/feed/options/path: x → y, safe",
        "tables/per_day/every: — → day, rebuild",
        "tables/few: — → {\"name\":\"few\",\"groupBy\":[],\"every\":null,\"measures\":[{\"aggregation\":\"count\"}],\"where\":[{\"field\":\"id\",\"null\":false}]}, rebuild");
  }

  @Test
  void what_is_taken_away_and_what_changes_its_place_is_told_too() {
    differ(
        d -> d.withoutTable("per_day").withoutSource("feed"),
        "sources/feed: {\"type\":\"jsonl\",\"options\":{\"path\":\"x\"}} → —, safe",
        "tables/per_day: {\"name\":\"per_day\",\"groupBy\":[],\"every\":null,\"measures\":[{\"aggregation\":\"count\"}],\"where\":[]} → —, safe");
    DatasetDefinition swapped =
        DatasetDefinition.named("orders")
            .schema(ORDERS.schema())
            .rule("b", r -> r.column("at").notNull())
            .rule("a", r -> r.column("id").notNull())
            .build();
    assertThat(DefinitionDiff.between(ORDERS, swapped).stream().map(DefinitionChange::path))
        .containsExactly("key", "sources/feed", "rules", "tables/per_day");
  }

  @Test
  void edits_of_fields_are_told_as_changes_of_the_schema() {
    differ(
        d ->
            d.renameField("place.city", "place.town")
                .renameField("place", "where")
                .addField("where.zip", Field.string().withDefault("?").described("postal code"))
                .addField("paid", Field.bool().required())
                .addField("deep.new", Field.decimal(9, 2))
                .removeField("deep")
                .changeField("at", Field.date())
                .changeField("id", Field.integer()),
        "schema/id: required → optional, safe",
        "schema/id: string → integer, data-verified",
        "schema/at: timestamp → date, data-verified",
        "schema/where: place → where, safe",
        "schema/where/town: place/city → where/town, safe",
        "schema/where/zip: — → string, safe",
        "schema/paid: — → boolean, data-verified");
  }

  @Test
  void a_renamed_field_keeps_its_place_its_need_and_its_older_names() {
    Schema renamed = ORDERS.schema().renamedField("id", "number").renamedField("number", "no");
    assertThat(renamed.document().path("properties").fieldNames())
        .toIterable()
        .containsExactly("no", "at", "place");
    assertThat(renamed.document().path("required")).hasToString("[\"no\"]");
    assertThat(renamed.columns().get(0).aliases()).containsExactly("number", "id");
    assertThat(renamed.renamedField("no", "id").columns().get(0).aliases())
        .containsExactly("no", "number");
    assertThat(renamed.withField("no", Field.integer().required()).columns().get(0).aliases())
        .containsExactly("number", "id");
  }

  @Test
  void another_location_asks_for_the_rows_to_be_written_again() {
    assertThat(DefinitionDiff.between(ORDERS, ORDERS.toBuilder().location("eu").build()))
        .containsExactly(new DefinitionChange("location", "home", "eu", ChangeClass.REBUILD));
  }

  @Test
  void edits_that_cannot_be_are_refused_at_the_call() {
    refused(d -> d.addField("id", Field.string()), "there is a field 'id' already");
    refused(d -> d.removeField("x"), "there is no field 'x'");
    refused(d -> d.removeField("place.x"), "there is no field 'place.x'");
    refused(d -> d.changeField("x", Field.string()), "there is no field 'x'");
    refused(d -> d.renameField("x", "y"), "there is no field 'x'");
    refused(d -> d.renameField("id", "at"), "there is a field 'at' already");
    refused(
        d -> d.renameField("place.city", "city"),
        "'city' is not in the same object as 'place.city'; a field can be renamed, not moved");
    refused(
        d -> d.addField("id.x", Field.string()),
        "'id.x' cannot be edited: 'id' is not an object declared in its place");
    refused(
        d -> d.addField("a..b", Field.string()),
        "'a..b' is no path, must be names of fields joined with dots");
    refused(
        d -> d.addField("n", Field.integer().withDefault("x")),
        "The schema cannot be used, 1 problem: n/default: string found, integer expected.");
    assertThatThrownBy(() -> DatasetDefinition.named("x").addField("a", Field.string()))
        .hasMessage("there is no schema to edit; call schema(…) first");
  }

  private static void refused(UnaryOperator<DefinitionBuilder> edit, String message) {
    assertThatThrownBy(() -> edit.apply(ORDERS.toBuilder())).hasMessage(message);
  }
}
