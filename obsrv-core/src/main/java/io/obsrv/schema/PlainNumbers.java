package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Writes out integers that have an exponent: 1e5 is 100000, as databases that read JSON give it
 * back. Depth is bounded by the parser, so that recursion is.
 */
final class PlainNumbers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PlainNumbers() {}

  /** The value itself, unless it holds such an integer. */
  static JsonNode in(JsonNode value) {
    return isPlain(value) ? value : written(value);
  }

  private static boolean isPlain(JsonNode value) {
    if (value.isContainerNode()) {
      for (JsonNode inside : value) {
        if (!isPlain(inside)) {
          return false;
        }
      }
      return true;
    }
    return !value.isBigDecimal() || value.decimalValue().scale() >= 0;
  }

  private static JsonNode written(JsonNode value) {
    if (value.isObject()) {
      ObjectNode written = NODES.objectNode();
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        written.set(field.getKey(), written(field.getValue()));
      }
      return written;
    }
    if (value.isArray()) {
      ArrayNode written = NODES.arrayNode(value.size());
      value.forEach(element -> written.add(written(element)));
      return written;
    }
    return isPlain(value) ? value : JsonText.parse(value.decimalValue().toPlainString());
  }
}
