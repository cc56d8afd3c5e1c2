package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Writes out integers that have an exponent: 1e5 is 100000, as databases that read JSON give it
 * back.
 */
final class PlainNumbers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PlainNumbers() {}

  /** The value itself, unless it holds such an integer. Depth is bounded by the parser. */
  static JsonNode in(JsonNode value) {
    if (value.isBigDecimal()) {
      return value.decimalValue().scale() < 0
          ? JsonText.parse(value.decimalValue().toPlainString())
          : value;
    }
    if (value.isObject()) {
      ObjectNode plain = NODES.objectNode();
      boolean changed = false;
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        JsonNode inside = in(field.getValue());
        plain.set(field.getKey(), inside);
        changed |= inside != field.getValue();
      }
      return changed ? plain : value;
    }
    if (value.isArray()) {
      ArrayNode plain = NODES.arrayNode(value.size());
      boolean changed = false;
      for (JsonNode element : value) {
        JsonNode inside = in(element);
        plain.add(inside);
        changed |= inside != element;
      }
      return changed ? plain : value;
    }
    return value;
  }
}
