package io.obsrv.dataset.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.policy.Retention.Basis;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A retention as a property of the service level: so many days, or years of 365, from the time in a
 * column, its {@code element}, or from when a record was received.
 */
final class RetentionForm {
  static final String SETTING = "retention";
  private static final Map<String, Integer> DAYS =
      Map.of("d", 1, "day", 1, "days", 1, "y", 365, "yr", 365, "years", 365);
  private static final String UNITS = "d, day, days, y, yr or years";

  private RetentionForm() {}

  /** The property; empty if it has no word: it is not of whole days, or goes by no column. */
  static Optional<ObjectNode> write(JsonNode definition) {
    JsonNode retention = definition.path(SETTING);
    boolean byEvent = retention.path("by").asText().equals(Basis.EVENT_TIME.name());
    if (!retention.isObject() || (byEvent && definition.path("time").isNull())) {
      return Optional.empty();
    }
    Duration period = Duration.parse(retention.path("period").asText());
    if (!period.equals(Duration.ofDays(period.toDays()))) {
      return Optional.empty();
    }
    ObjectNode property = JsonNodeFactory.instance.objectNode();
    property.put("property", SETTING).put("value", period.toDays()).put("unit", "d");
    if (byEvent) {
      property.put(
          "element", definition.path("id").asText() + "." + definition.path("time").asText());
    }
    return Optional.of(property);
  }

  /** Reads the property into the JSON of a definition. */
  static void read(Place property, ObjectNode definition) {
    property.of(Words.SERVICE_LEVEL);
    JsonNode value = property.json().path("value");
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      property.problems().add("value", "is " + value + ", must be an integer");
    }
    String unit = property.text("unit").orElse("");
    if (!DAYS.containsKey(unit)) {
      property.problems().add("unit", "is '" + unit + "', must be " + UNITS);
    }
    Optional<String> element = property.text("element");
    element.ifPresent(column -> definition.put("time", column(definition, column)));
    definition
        .putObject(SETTING)
        .put(
            "period", Duration.ofDays((long) value.asInt() * DAYS.getOrDefault(unit, 1)).toString())
        .put("by", (element.isPresent() ? Basis.EVENT_TIME : Basis.RECEIVE_TIME).name());
  }

  /** The name of the one object may stand before that of the column. */
  private static String column(ObjectNode definition, String element) {
    String object = definition.path("id").asText() + ".";
    return element.startsWith(object) ? element.substring(object.length()) : element;
  }
}
