package io.obsrv.benchmarks;

import static io.obsrv.table.Granularity.DAY;

import io.obsrv.Obsrv;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a dataset does with events: validation and exact deduplication always, and more.
 *
 * @param schema the columns, which plain programs store too
 * @param masterRows rows of each of the two datasets with which it enriches events, before it
 *     transforms them; empty if it does neither
 * @param tables the dimensions of each of its aggregate tables, which are by day
 */
record Workload(Schema schema, OptionalInt masterRows, List<List<String>> tables) {
  /** The dataset that is loaded. */
  static final String ID = "events";

  private static final List<List<String>> DIMENSIONS =
      List.of(
          List.of("type", "place_country"),
          List.of("severity", "device_model"),
          List.of("customer_segment", "type"),
          List.of("place_country"),
          List.of("device_firmware", "ok"),
          List.of("type"),
          List.of("device_model", "type"),
          List.of("customer_segment", "place_country"),
          List.of("severity"),
          List.of("device_online", "customer_segment"));

  /** What the Obsrv platform publishes a figure for. */
  static Workload reference(int masterRows) {
    return new Workload(Events.widerSchema(), OptionalInt.of(masterRows), DIMENSIONS.subList(0, 1));
  }

  static Workload plain() {
    return withTables(0);
  }

  /** With up to ten aggregate tables. */
  static Workload withTables(int count) {
    return new Workload(Events.schema(), OptionalInt.empty(), DIMENSIONS.subList(0, count));
  }

  static Workload withTableBy(String dimension) {
    return new Workload(Events.schema(), OptionalInt.empty(), List.of(List.of(dimension)));
  }

  void publish(Obsrv obsrv) {
    Publication.of(obsrv, definition(obsrv));
  }

  /** With a source that reads files of JSON lines of a directory. */
  void publish(Obsrv obsrv, Path directory) {
    Publication.of(
        obsrv,
        definition(obsrv)
            .source("files", Files.jsonLines(directory.resolve("*.jsonl").toString())));
  }

  /** The masters are published. */
  private DefinitionBuilder definition(Obsrv obsrv) {
    DefinitionBuilder definition = DatasetDefinition.named(ID).schema(schema).key("id").time("at");
    if (masterRows.isPresent()) {
      Masters.publish(obsrv, masterRows.getAsInt());
      enrichAndTransform(definition);
    }
    for (int i = 0; i < tables.size(); i++) {
      String[] dimensions = tables.get(i).toArray(String[]::new);
      definition.table(
          "table_" + i, t -> t.groupBy(dimensions).every(DAY).count().sum("amount").max("amount"));
    }
    return definition;
  }

  private static void enrichAndTransform(DefinitionBuilder definition) {
    definition
        .enrich(
            "device",
            e -> e.from("devices").on("device_id").field("maker", "maker").field("site", "site"))
        .enrich(
            "customer",
            e ->
                e.from("customers")
                    .on("customer_id")
                    .field("tier", "tier")
                    .field("region", "region"))
        .transform("gross", t -> t.jsonata("gross", "amount * 1.19"))
        .transform(
            "label",
            t -> t.jsonata("label", "severity > 3 ? type & '/' & place.country & '!' : type"));
  }
}
