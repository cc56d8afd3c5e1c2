package io.obsrv.dataset.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The standard's types as JSON Schema has them, those with a format first. */
enum LogicalType {
  DATE("string", "date"),
  TIMESTAMP("string", "date-time"),
  TIME("string", "time"),
  STRING("string", "", "format", "maxLength", "minLength", "pattern"),
  INTEGER(
      "integer", "", "exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"),
  NUMBER("number", "", "exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"),
  BOOLEAN("boolean", ""),
  OBJECT("object", "", "maxProperties", "minProperties"),
  ARRAY("array", "", "maxItems", "minItems", "uniqueItems");

  /** Options of the standard that a dataset has no place for. */
  private static final List<String> UNUSED =
      List.of(
          "format",
          "timezone",
          "defaultTimezone",
          "required",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum");

  private final String type;
  private final String format;

  /** The keywords that are options of the type. */
  private final List<String> options;

  LogicalType(String type, String format, String... options) {
    this.type = type;
    this.format = format;
    this.options = List.of(options);
  }

  static Optional<LogicalType> of(JsonNode schema) {
    return Arrays.stream(values())
        .filter(t -> schema.path("type").isTextual() && t.type.equals(schema.path("type").asText()))
        .filter(t -> t.format.isEmpty() || t.format.equals(schema.path("format").asText()))
        .findFirst();
  }

  static Optional<LogicalType> named(String label) {
    return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> options() {
    return options;
  }

  boolean passesOver(String option) {
    return this != STRING && UNUSED.contains(option);
  }

  void write(ObjectNode schema) {
    schema.put("type", type);
    if (!format.isEmpty()) {
      schema.put("format", format);
    }
  }

  /** Takes away what the type says. */
  void remove(ObjectNode schema) {
    schema.remove("type");
    if (!format.isEmpty()) {
      schema.remove("format");
    }
  }
}
