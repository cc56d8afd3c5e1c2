package io.obsrv.dataset.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/**
 * Quality rules as the standard's: metrics of its library that must be 0 where it has one, and else
 * the rule itself, for the engine {@code obsrv}. What becomes of a record that fails is the custom
 * property {@code action}.
 */
final class QualityForm {
  private static final String ENGINE = "obsrv";
  private static final String ACTION = "action";
  private static final String DEFAULT_ACTION = "QUARANTINE";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private QualityForm() {}

  /** Whether the standard has the rule at the property that it is of. */
  static boolean isOfProperty(JsonNode rule) {
    return switch (rule.path("test").asText()) {
      case "notNull", "pattern", "inSet" -> true;
      default -> false;
    };
  }

  /** A rule at the property that it is of, or one of several. */
  static ObjectNode library(JsonNode rule) {
    ObjectNode quality = named(rule).put("type", "library");
    switch (rule.path("test").asText()) {
      case "notNull" -> quality.put("metric", "nullValues");
      case "pattern" ->
          quality
              .put("metric", "invalidValues")
              .putObject("arguments")
              .set("pattern", rule.path("regex"));
      case "inSet" ->
          quality
              .put("metric", "invalidValues")
              .putObject("arguments")
              .set("validValues", rule.path("values"));
      default ->
          quality
              .put("metric", "duplicateValues")
              .putObject("arguments")
              .set("properties", rule.path("columns"));
    }
    quality.put("mustBe", 0);
    if (!rule.path(ACTION).asText().equals(DEFAULT_ACTION)) {
      ObjectNode action = quality.putArray("customProperties").addObject();
      action.put("property", ACTION).set("value", rule.path(ACTION));
    }
    return quality;
  }

  /** A rule at the object. */
  static ObjectNode ofObject(JsonNode rule) {
    if (rule.path("test").asText().equals("unique")) {
      return library(rule);
    }
    ObjectNode implementation = rule.deepCopy();
    implementation.remove("name");
    ObjectNode quality = named(rule).put("type", "custom").put("engine", ENGINE);
    quality.set("implementation", implementation);
    return quality;
  }

  /** That the values of a property are unique, which the standard has a word of its own for. */
  static ObjectNode unique(String column) {
    ObjectNode rule = NODES.objectNode().put("name", name("unique " + column));
    rule.put("test", "unique").putArray("columns").add(column);
    return rule;
  }

  /**
   * Reads a rule; one that a dataset cannot hold its records against is unused.
   *
   * @param column the column it is of, if it is at a property
   */
  static void read(Place quality, Optional<String> column, ArrayNode rules) {
    quality.of(Words.QUALITY);
    ObjectNode rule = NODES.objectNode();
    String metric = quality.text("metric").orElse("");
    rule.put(
        "name",
        quality.text("name").orElseGet(() -> name(metric + column.map(c -> " " + c).orElse(""))));
    quality.custom(ACTION).ifPresent(action -> rule.set(ACTION, action));
    JsonNode arguments = quality.json().path("arguments");
    JsonNode implementation = quality.json().path("implementation");
    boolean isNone =
        quality.json().path("mustBe").isNumber() && quality.json().path("mustBe").asDouble() == 0;
    if (quality.json().path("engine").asText().equals(ENGINE) && implementation.isObject()) {
      rule.setAll((ObjectNode) implementation);
    } else if (isNone && metric.equals("duplicateValues")) {
      rule.put("test", "unique");
      rule.set(
          "columns",
          column.<JsonNode>map(c -> NODES.arrayNode().add(c)).orElse(arguments.path("properties")));
    } else if (isNone && column.isPresent() && metric.equals("nullValues")) {
      rule.put("test", "notNull").put("column", column.get());
    } else if (isNone && column.isPresent() && arguments.has("pattern")) {
      rule.put("test", "pattern").put("column", column.get());
      rule.set("regex", arguments.path("pattern"));
    } else if (isNone && column.isPresent() && arguments.has("validValues")) {
      rule.put("test", "inSet").put("column", column.get());
      rule.set("values", arguments.path("validValues"));
    } else {
      quality.unused().add(quality.path());
      return;
    }
    rules.add(rule);
  }

  private static ObjectNode named(JsonNode rule) {
    return NODES.objectNode().put("name", rule.path("name").asText());
  }

  /** A name for what has none, of the form that rules have. */
  private static String name(String text) {
    String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "-");
    return name.length() > 48 ? name.substring(0, 48) : name;
  }
}
