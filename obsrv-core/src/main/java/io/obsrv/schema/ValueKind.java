package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The kinds of JSON values besides null, with integers told apart. */
enum ValueKind {
  STRING("string"),
  INTEGER("integer"),
  NUMBER("decimal"),
  BOOLEAN("boolean"),
  ARRAY("array"),
  OBJECT("object");

  private final String noun;

  ValueKind(String noun) {
    this.noun = noun;
  }

  static ValueKind of(JsonNode value) {
    if (value.isNumber()) {
      return value.isIntegralNumber() ? INTEGER : NUMBER;
    }
    if (value.isContainerNode()) {
      return value.isArray() ? ARRAY : OBJECT;
    }
    return value.isBoolean() ? BOOLEAN : STRING;
  }

  /** The word of JSON Schema. */
  String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isNumeric() {
    return this == INTEGER || this == NUMBER;
  }

  boolean isContainer() {
    return this == ARRAY || this == OBJECT;
  }

  String counted(long count) {
    return "%,d %s".formatted(count, count == 1 ? noun : noun + "s");
  }
}
