package io.obsrv.dataset;

import static io.obsrv.table.Condition.field;

import io.obsrv.error.Problems;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.OnMiss;
import io.obsrv.policy.Retention;
import io.obsrv.policy.Scaling;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Definitions that could be submitted, with any of the settings that there are. */
public final class DefinitionArbitraries {
  /** Every definition has these four, which its settings speak of. */
  private static final String FIXED =
      """
      "id": {"type": "string", "minLength": 1},
      "at": {"type": "string", "format": "date-time"},
      "card": {"type": "string"},
      "amount": {"type": "number", "x-precision": 12, "x-scale": 2}""";

  private static final List<String> FIELDS =
      List.of(
          "\"plain\": {\"type\": \"string\"}",
          "\"Count\": {\"type\": \"integer\", \"minimum\": 0, \"exclusiveMaximum\": 10}",
          "\"ratio\": {\"maximum\": 1.50, \"type\": \"number\", \"multipleOf\": 0.5}",
          "\"day\": {\"type\": [\"string\", \"null\"], \"format\": \"date\", \"description\": \"the day\"}",
          "\"flag\": {\"type\": \"boolean\", \"title\": \"Flag\", \"default\": true}",
          "\"state\": {\"enum\": [\"new\", \"gone\"], \"type\": \"string\"}",
          "\"code\": {\"type\": \"string\", \"pattern\": \"^[A-Z]+$\", \"maxLength\": 9, \"examples\": [\"AB\"]}",
          "\"seen\": {\"type\": \"integer\", \"format\": \"epoch-millis\"}",
          "\"local time\": {\"type\": \"string\", \"format\": \"local-date-time\", \"x-column\": \"local\"}",
          "\"odd\": {\"type\": \"string\", \"x-time-pattern\": \"dd/MM/yyyy\"}",
          "\"mail\": {\"type\": \"string\", \"format\": \"email\", \"x-pii\": true}",
          "\"list\": {\"type\": \"array\", \"items\": {\"type\": \"integer\"}, \"minItems\": 1}",
          "\"loose\": {\"type\": \"array\"}",
          "\"any\": {\"type\": \"object\"}",
          "\"place\": {\"type\": \"object\", \"x-pii\": true, \"required\": [\"city\"], \"properties\": {\"zip\": {\"type\": \"string\"}, \"city\": {\"type\": \"string\", \"description\": \"where\"}}}",
          "\"deep\": {\"type\": [\"object\", \"null\"], \"properties\": {\"er\": {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"number\"}}, \"additionalProperties\": false}}}");

  private static final List<String> ROOTS =
      List.of(
          "",
          "\"required\": [\"id\"], ",
          "\"minProperties\": 1, \"maxProperties\": 50, ",
          "\"required\": [\"at\"], \"minProperties\": 1, \"title\": \"Orders\", ",
          "\"required\": [\"at\", \"id\"], \"title\": \"Orders\", ",
          "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"description\": \"all\", ");

  private static final List<UnaryOperator<DefinitionBuilder>> SETTINGS =
      List.of(
          d -> d.key("id"),
          d -> d.key("at", "id"),
          d -> d.time("at"),
          d -> d.kind(Kind.TRANSACTION).key("id"),
          d -> d.kind(Kind.MASTER).key("id").deletedWhen(field("amount").isNull()),
          d -> d.validation(ValidationMode.IGNORE_NEW_FIELDS),
          d -> d.dedupWindow(Duration.ofHours(36)),
          d -> d.zone(ZoneId.of("Europe/Berlin")),
          d -> d.location("eu"),
          d -> d.envelope("data.events", "data.batch"),
          d -> d.maxEventBytes(5_000),
          d -> d.scaling(new Scaling(10, 20, 4, OptionalInt.of(10_000))),
          d -> d.source("feed", ConnectorConfig.of("jsonl", Map.of("path", "/x y/*.jsonl"))),
          d -> d.destination("lake", ConnectorConfig.of("csv", Map.of("directory", "files/y"))),
          d ->
              d.enrich(
                  "shop",
                  e -> e.from("shops").on("id").field("amount", "amount").onMiss(OnMiss.FAIL)),
          d -> d.transform("hide", t -> t.mask("card", 4).when(field("id").isNotNull())),
          d -> d.transform("seal", t -> t.encrypt("card", "pii")),
          d -> d.transform("sum up", t -> t.jsonata("amount", "amount + 1").lenient()),
          d -> d.rule("present", r -> r.column("amount").notNull()),
          d -> d.rule("bounded", r -> r.column("amount").between(0, 9.5).rejectBatch()),
          d -> d.rule("positive", r -> r.column("amount").atLeast(0).warn()),
          d -> d.rule("form", r -> r.column("id").matches("[^@]+@.+")),
          d -> d.rule("known", r -> r.column("id").in("new", "gone").warn()),
          d -> d.rule("once", r -> r.unique("id")),
          d -> d.rule("pair", r -> r.unique("id", "amount").warn()),
          d -> d.rule("sane", r -> r.jsonata("amount < 1000")),
          d -> d.table("by_id", t -> t.groupBy("id").count().sum("amount")),
          d -> d.time("at").table("days", t -> t.every(Granularity.DAY).max("amount")),
          d -> d.retain(Retention.byReceiveTime(Duration.ofDays(30))),
          d -> d.retain(Retention.byReceiveTime(Duration.ofMinutes(90))),
          d -> d.time("at").retain(Retention.byEventTime(Duration.ofDays(365))),
          d ->
              d.time("at")
                  .table("kept", t -> t.every(Granularity.DAY).count().retain(Duration.ofDays(9))),
          d -> d.table("few", t -> t.where(field("amount").atLeast(4.5)).count()));

  private DefinitionArbitraries() {}

  /** Definitions of one dataset. */
  public static Arbitrary<DatasetDefinition> definitions(String id) {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.of("", "What \"customers\" order", "yes", "1.0", "- x: #\n  'y'", "地震 🌋"),
            Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12));
    return Combinators.combine(
            Arbitraries.of(FIELDS).list().uniqueElements().ofMaxSize(6),
            Arbitraries.of(ROOTS),
            Arbitraries.of(SETTINGS).list().uniqueElements().ofMaxSize(8),
            texts,
            texts,
            texts.set().ofMaxSize(3))
        .as(
            (fields, root, settings, description, owner, tags) -> {
              DefinitionBuilder builder =
                  DatasetDefinition.named(id)
                      .schema(schema(root, fields))
                      .description(description)
                      .owner(owner)
                      .tags(tags.toArray(String[]::new));
              for (UnaryOperator<DefinitionBuilder> setting : settings) {
                builder = setting.apply(builder);
              }
              return builder.build();
            })
        .filter(DefinitionArbitraries::isSound);
  }

  private static boolean isSound(DatasetDefinition definition) {
    Problems problems = new Problems();
    DefinitionChecks.check(definition, problems);
    return problems.list().isEmpty();
  }

  private static Schema schema(String root, List<String> fields) {
    String more = fields.stream().map(field -> ", " + field).collect(Collectors.joining());
    return Schema.parse(
        "{" + root + "\"type\": \"object\", \"properties\": {" + FIXED + more + "}}");
  }
}
