package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import io.obsrv.policy.Enrichment;
import io.obsrv.policy.EnrichmentBuilder;
import io.obsrv.policy.OnMiss;
import io.obsrv.policy.QualityRule;
import io.obsrv.policy.RuleAction;
import io.obsrv.policy.RuleBuilder;
import io.obsrv.policy.Transformation;
import io.obsrv.policy.TransformationBuilder;
import io.obsrv.policy.TransformationMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads the JSON forms of what records go through, collecting every problem. Used once, by one
 * thread.
 */
final class StagesReader {
  private final Problems problems;
  private final DefinitionBuilder definition;

  /** How many problems there were before the part that is being read. */
  private int before;

  StagesReader(Problems problems, DefinitionBuilder definition) {
    this.problems = problems;
    this.definition = definition;
  }

  void read(Settings settings, JsonNode json) {
    ConditionJson.read(settings, "deletedWhen", problems).stream()
        .reduce((a, b) -> a.and(b))
        .ifPresent(definition::deletedWhen);
    if (settings.has("envelope") && !json.path("envelope").isNull()) {
      envelope(json.path("envelope"));
    }
    each(settings, "enrichments", this::enrichment);
    each(settings, "transformations", this::transformation);
    each(settings, "rules", this::rule);
  }

  private void envelope(JsonNode json) {
    Settings settings =
        new Settings(json, Set.of("events", "id"), "an envelope", problems.under("envelope"))
            .require("events");
    settings.text("events", definition::envelope);
    settings.textOrNull(
        "id", id -> settings.text("events", events -> definition.envelope(events, id)));
  }

  private void enrichment(JsonNode json, Problems here) {
    Set<String> known = Set.of("name", "dataset", "on", "fields", "onMiss");
    Settings settings =
        new Settings(json, known, "an enrichment", here).require("dataset", "on", "fields");
    use(
        here,
        json,
        name -> {
          EnrichmentBuilder builder = Enrichment.named(name);
          settings.text("dataset", builder::from);
          settings.texts("on", builder::on);
          settings.scalars("fields").forEach(builder::field);
          settings.oneOf("onMiss", OnMiss.values(), Enum::name, builder::onMiss);
          return () -> definition.enrich(name, unused -> builder);
        });
  }

  private void transformation(JsonNode json, Problems here) {
    Set<String> known = new HashSet<>(Set.of("name", "operation", "column", "when", "mode"));
    String operation = json.path("operation").asText();
    Arrays.stream(OperationForm.values())
        .filter(form -> form.label().equals(operation))
        .forEach(form -> known.add(form.setting()));
    String owner = known.size() == 5 ? "a transformation" : "the transformation " + operation;
    Settings settings = new Settings(json, known, owner, here).require("operation");
    use(
        here,
        json,
        name -> {
          TransformationBuilder builder = Transformation.named(name);
          settings.oneOf(
              "operation",
              OperationForm.values(),
              OperationForm::label,
              form -> form.read(settings, builder));
          ConditionJson.read(settings, "when", here).forEach(builder::when);
          settings.oneOf(
              "mode",
              TransformationMode.values(),
              Enum::name,
              mode -> {
                if (mode == TransformationMode.LENIENT) {
                  builder.lenient();
                }
              });
          return () -> definition.transform(name, unused -> builder);
        });
  }

  private void rule(JsonNode json, Problems here) {
    Set<String> known = new HashSet<>(Set.of("name", "test", "action"));
    String test = json.path("test").asText();
    Arrays.stream(TestForm.values())
        .filter(form -> form.label().equals(test))
        .forEach(
            form -> {
              known.addAll(form.required());
              known.addAll(form.optional());
            });
    String owner = known.size() == 3 ? "a rule" : "the rule " + test;
    Settings settings = new Settings(json, known, owner, here).require("test");
    use(
        here,
        json,
        name -> {
          RuleBuilder builder = QualityRule.named(name);
          settings.oneOf(
              "test", TestForm.values(), TestForm::label, form -> form.read(settings, builder));
          settings.oneOf("action", RuleAction.values(), Enum::name, builder::action);
          return () -> definition.rule(name, unused -> builder);
        });
  }

  /** What is to be done once nothing was found wrong. */
  private interface Reading {
    Runnable read(String name);
  }

  /** What else is wrong is told although the name cannot be used. */
  private void use(Problems here, JsonNode json, Reading reading) {
    String name = json.path("name").asText();
    try {
      Transformation.named(name);
    } catch (IllegalArgumentException e) {
      here.add(
          "name",
          json.has("name")
              ? "is %s, must be 1 to 48 lower-case letters, digits, spaces, '_' and '-', beginning with a letter"
                  .formatted(json.path("name"))
              : "is missing");
      name = "unnamed";
    }
    Runnable declare = reading.read(name);
    if (here.list().size() > before) {
      return;
    }
    try {
      declare.run();
    } catch (IllegalArgumentException e) {
      here.add("", String.valueOf(e.getMessage()));
    }
  }

  private void each(Settings settings, String setting, BiConsumer<JsonNode, Problems> reader) {
    Set<String> names = new HashSet<>();
    Problems all = problems.under(setting);
    settings
        .array(setting)
        .forEach(
            json -> {
              String name = json.path("name").asText();
              Problems here = name.isEmpty() ? all : all.under(name);
              before = problems.list().size();
              if (!name.isEmpty() && !names.add(name)) {
                here.add("", "is declared twice, must have a name of its own");
              }
              reader.accept(json, here);
            });
  }
}
