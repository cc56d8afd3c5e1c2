package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.Retention;
import io.obsrv.policy.Scaling;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Compatibility;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Schema;
import io.obsrv.table.AggregateTable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/** Reads the JSON form of a definition, collecting every problem. Used once, by one thread. */
final class DefinitionReader {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "kind",
          "description",
          "owner",
          "tags",
          "fourEyes",
          "schema",
          "compatibility",
          "validation",
          "key",
          "dedupWindow",
          "time",
          "zone",
          "retention",
          "location",
          "deletedWhen",
          "envelope",
          "maxEventBytes",
          "scaling",
          "sources",
          "destinations",
          "enrichments",
          "transformations",
          "rules",
          "tables");

  private final JsonNode json;
  private final Problems problems = new Problems();
  private Scaling scaling = Scaling.DEFAULT;

  /** What else is wrong is told although the dataset has no name. */
  private DatasetId id = DatasetId.of("unnamed");

  DefinitionReader(String text) {
    try {
      json = JsonText.parse(text);
    } catch (UncheckedIOException e) {
      throw new InvalidException(
          "The definition cannot be read",
          List.of(new Problem("", "the text is not JSON: " + e.getMessage())));
    }
  }

  DatasetDefinition read() {
    Settings settings = new Settings(json, FIELDS, "a dataset", problems).require("id", "schema");
    settings.text("id", this::id);
    DefinitionBuilder builder = new DefinitionBuilder(id);
    settings.oneOf("kind", Kind.values(), Kind::name, builder::kind);
    settings.text("description", builder::description);
    settings.text("owner", builder::owner);
    settings.texts("tags", builder::tags);
    settings.bool("fourEyes", on -> fourEyes(on, builder));
    settings.oneOf("compatibility", Compatibility.values(), Enum::name, builder::compatibility);
    settings.oneOf("validation", ValidationMode.values(), Enum::name, builder::validation);
    settings.texts("key", builder::key);
    settings.text("dedupWindow", window -> builder.dedupWindow(Duration.parse(window)));
    settings.textOrNull("time", builder::time);
    settings.text("zone", zone -> builder.zone(ZoneId.of(zone)));
    if (settings.has("retention")) {
      retention(json.path("retention"), builder);
    }
    settings.text("location", builder::location);
    settings.integer("maxEventBytes", builder::maxEventBytes);
    if (settings.has("scaling")) {
      scaling(json.path("scaling"));
      builder.scaling(scaling);
    }
    settings
        .object("sources")
        .forEach(
            source -> connector("sources", source.getKey(), source.getValue(), builder::source));
    settings
        .object("destinations")
        .forEach(
            destination ->
                connector(
                    "destinations",
                    destination.getKey(),
                    destination.getValue(),
                    builder::destination));
    new StagesReader(problems, builder).read(settings, json);
    Set<String> tables = new HashSet<>();
    settings.array("tables").forEach(table -> table(table, tables, builder));
    if (settings.has("schema")) {
      schema(builder);
    }
    String name = json.path("id").asText();
    problems.refuseIfAny(
        name.isEmpty()
            ? "The definition cannot be read"
            : "Dataset '" + DatasetId.shown(name) + "' cannot be read");
    return builder.build();
  }

  private void id(String value) {
    try {
      id = DatasetId.of(value);
    } catch (InvalidException e) {
      problems.addAll(e.problems());
    }
  }

  private static void fourEyes(boolean on, DefinitionBuilder builder) {
    if (on) {
      builder.fourEyes();
    }
  }

  private void schema(DefinitionBuilder builder) {
    try {
      builder.schema(Schema.of(json.path("schema")));
    } catch (InvalidException e) {
      problems.under("schema").addAll(e.problems());
    }
  }

  private void scaling(JsonNode value) {
    Settings settings =
        new Settings(
            value,
            Set.of("batchSize", "pendingPushes", "workers", "recordsPerSecond"),
            "scaling",
            problems.under("scaling"));
    settings.integer("batchSize", size -> scaling = scaling.batchSize(size));
    settings.integer("pendingPushes", pushes -> scaling = scaling.pendingPushes(pushes));
    settings.integer("workers", count -> scaling = scaling.workers(count));
    if (!value.path("recordsPerSecond").isNull()) {
      settings.integer("recordsPerSecond", rate -> scaling = scaling.recordsPerSecond(rate));
    }
  }

  private void retention(JsonNode value, DefinitionBuilder builder) {
    Settings settings =
        new Settings(value, Set.of("period", "by"), "a retention", problems.under("retention"))
            .require("period", "by");
    settings.text(
        "period", period -> builder.retain(Retention.byReceiveTime(Duration.parse(period))));
    settings.oneOf("by", Retention.Basis.values(), Enum::name, builder::retainBy);
  }

  private void connector(
      String role, String name, JsonNode value, BiConsumer<String, ConnectorConfig> use) {
    Problems here = problems.under(role).under(name);
    Settings settings =
        new Settings(value, Set.of("type", "options"), "a connector", here).require("type");
    SortedMap<String, String> options = settings.scalars("options");
    settings.text("type", type -> use.accept(name, ConnectorConfig.of(type, options)));
  }

  private void table(JsonNode value, Set<String> names, DefinitionBuilder builder) {
    String name = value.path("name").asText();
    Problems here = problems.under("tables");
    Optional<AggregateTable> table =
        new TableReader(name.isEmpty() ? here : here.under(name)).read(value);
    if (table.isPresent() && !names.add(name)) {
      here.add(name, "is declared twice, must have a name of its own");
    }
    try {
      table.ifPresent(builder::table);
    } catch (IllegalArgumentException e) {
      here.add(name, String.valueOf(e.getMessage()));
    }
  }
}
