package io.obsrv.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** JSON as the values JSONata works on. */
final class JsonataInput {
  private JsonataInput() {}

  static Object fromJson(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> new JsonataObject(json);
      case ARRAY -> elements(json);
      case NUMBER -> number(json);
      case BOOLEAN -> json.booleanValue();
      case NULL, MISSING -> Jsonata.NULL_VALUE;
      default -> json.asText();
    };
  }

  private static List<Object> elements(JsonNode json) {
    List<Object> elements = new ArrayList<>(json.size());
    json.forEach(element -> elements.add(fromJson(element)));
    return elements;
  }

  /** JSONata counts in integers of 64 bits and floating-point numbers. */
  private static Number number(JsonNode json) {
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.canConvertToInt() ? (Number) json.intValue() : (Number) json.longValue();
    }
    return json.doubleValue();
  }
}
