package io.obsrv.lifecycle;

import static io.obsrv.table.Condition.field;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.policy.Scaling;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Field;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What becomes of a dataset in twenty versions. Immutable. */
final class TwentyVersions {
  static final String ID = "sales";
  static final String FEED = "feed";

  /** The versions that have a source. */
  static final List<Integer> FED = List.of(9, 19);

  private final Path feed;

  TwentyVersions(Path feed) {
    this.feed = feed;
  }

  DefinitionBuilder first() {
    return DatasetDefinition.named(ID)
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "string"},
                  "city": {"type": "string"},
                  "amount": {"type": "integer", "minimum": -1000000, "maximum": 1000000},
                  "day": {"type": "string", "format": "date"},
                  "at": {"type": "string", "format": "date-time"}}}
                """))
        .key("id")
        .validation(ValidationMode.DISCARD_NEW_FIELDS)
        .scaling(Scaling.DEFAULT.batchSize(5))
        .table("by_city", t -> t.groupBy("city").count().sum("amount"));
  }

  /** Makes the drafts of versions 2 to 20, in their order. */
  List<Consumer<Datasets>> drafts() {
    return List.of(
        edit(d -> d.addField("f2", Field.string())),
        edit(d -> d.table("by_f2", t -> t.groupBy("f2").count())),
        edit(d -> d.changeField("amount", Field.number())),
        edit(
            d ->
                d.renameField("city", "town")
                    .table("by_city", t -> t.groupBy("town").count().sum("amount"))),
        edit(
            d ->
                d.addField("f6", Field.string())
                    .table("by_f6", t -> t.groupBy("f6").count().max("amount"))),
        edit(d -> d.withoutTable("by_f2")),
        edit(d -> d.rule("positive", r -> r.column("amount").atLeast(0))),
        edit(d -> d.source(FEED, Files.jsonLines(feed))),
        edit(d -> d.withoutSource(FEED)),
        edit(
            d ->
                d.addField("origin", Field.string().withDefault("none"))
                    .table("by_origin", t -> t.groupBy("origin").count())),
        edit(
            d ->
                d.addField("more", Field.number())
                    .transform("more", t -> t.jsonata("more", "amount * 2"))
                    .table("more", t -> t.groupBy("town").sum("more"))),
        edit(
            d ->
                d.addField("f13", Field.string())
                    .table("by_f6", t -> t.groupBy("f6", "f13").count().min("amount"))),
        edit(TwentyVersions::withDayOrTime),
        edit(
            d ->
                d.withoutTransformation("more")
                    .transform("more", t -> t.jsonata("more", "amount * 3"))),
        edit(d -> d.withoutTransformation("more")),
        edit(
            d ->
                d.withoutRule("positive")
                    .time("at")
                    .table("by_day", t -> t.every(Granularity.DAY).count().sum("amount"))),
        edit(
            d ->
                d.dedupWindow(Duration.ofDays(30))
                    .table(
                        "large",
                        t -> t.where(field("amount").atLeast(50)).groupBy("town").count())),
        edit(d -> d.withoutTable("by_origin").source(FEED, Files.jsonLines(feed))),
        datasets -> datasets.rollback(ID, 18));
  }

  /** A date is its first moment then. */
  private static DefinitionBuilder withDayOrTime(DefinitionBuilder definition) {
    ObjectNode schema = definition.build().schema().document().deepCopy();
    schema.withObject("/properties/day").put("format", "iso-8601");
    return definition.schema(Schema.of(schema));
  }

  private static Consumer<Datasets> edit(UnaryOperator<DefinitionBuilder> change) {
    return datasets -> datasets.edit(ID, change);
  }
}
