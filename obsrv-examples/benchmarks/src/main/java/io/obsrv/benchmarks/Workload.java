package io.obsrv.benchmarks;

import static io.obsrv.table.Granularity.DAY;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.schema.Schema;
import java.util.List;

/**
 * What a dataset does with events: validation and exact deduplication always, and more.
 *
 * @param schema the columns, which plain programs store too
 * @param extras whether it enriches and transforms
 * @param tables how many aggregate tables it has
 */
record Workload(Schema schema, Extras extras, int tables) {
  /** The dataset that is loaded. */
  static final String ID = "events";

  /** The dimensions of one aggregate table after the other. */
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

  enum Extras {
    NONE,
    ENRICHED_AND_TRANSFORMED
  }

  /** What Obsrv's platform publishes a figure for. */
  static Workload reference() {
    return new Workload(Events.widerSchema(), Extras.ENRICHED_AND_TRANSFORMED, 1);
  }

  static Workload plain() {
    return withTables(0);
  }

  static Workload withTables(int tables) {
    return new Workload(Events.schema(), Extras.NONE, tables);
  }

  void publish(Obsrv obsrv) {
    DefinitionBuilder definition = DatasetDefinition.named(ID).schema(schema).key("id").time("at");
    if (extras == Extras.ENRICHED_AND_TRANSFORMED) {
      Masters.publish(obsrv);
      enrichAndTransform(definition);
    }
    for (int i = 0; i < tables; i++) {
      String[] dimensions = DIMENSIONS.get(i).toArray(String[]::new);
      definition.table(
          "table_" + i, t -> t.groupBy(dimensions).every(DAY).count().sum("amount").max("amount"));
    }
    Publication.of(obsrv, definition);
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
