package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.Aggregation;
import io.obsrv.table.Granularity;
import io.obsrv.table.Measure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the JSON form of one aggregate table, collecting every problem. Used once, by one thread.
 */
final class TableReader {
  private static final Set<String> FIELDS =
      Set.of("name", "groupBy", "every", "measures", "where", "retention");

  private final Problems problems;

  /** What else is wrong is told although the table has no name. */
  private AggregateTable.Builder table = AggregateTable.named("unnamed");

  TableReader(Problems problems) {
    this.problems = problems;
  }

  /** Empty if there are problems. */
  Optional<AggregateTable> read(JsonNode json) {
    int before = problems.list().size();
    Settings settings = new Settings(json, FIELDS, "a table", problems).require("name", "measures");
    settings.text("name", name -> table = AggregateTable.named(name));
    settings.texts("groupBy", table::groupBy);
    if (!json.path("every").isNull()) {
      settings.oneOf("every", Granularity.values(), Granularity::label, table::every);
    }
    settings.array("measures").forEach(this::measure);
    ConditionJson.read(settings, "where", problems).forEach(table::where);
    settings.text("retention", period -> table.retain(Duration.parse(period)));
    if (problems.list().size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(table.build());
    } catch (IllegalArgumentException e) {
      problems.add("measures", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void measure(JsonNode json) {
    Problems here = problems.under("measures");
    Settings settings =
        new Settings(json, Set.of("aggregation", "field"), "a measure", here)
            .require("aggregation");
    settings.oneOf(
        "aggregation",
        Aggregation.values(),
        Aggregation::label,
        aggregation -> {
          if (settings.has("field")) {
            settings.text("field", field -> table.measure(Measure.of(aggregation, field)));
          } else {
            table.measure(new Measure(aggregation, Optional.empty()));
          }
        });
  }
}
