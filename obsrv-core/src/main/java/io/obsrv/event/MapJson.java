package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Java values as JSON: numbers, booleans, maps and collections as such, everything else as its
 * text, which for instants and dates is ISO 8601.
 */
final class MapJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MapJson() {}

  static ObjectNode of(Map<?, ?> fields) {
    ObjectNode object = NODES.objectNode();
    fields.forEach((name, value) -> object.set(String.valueOf(name), json(value)));
    return object;
  }

  private static JsonNode json(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Map<?, ?> map) {
      return of(map);
    }
    if (value instanceof Iterable<?> values) {
      ArrayNode array = NODES.arrayNode();
      values.forEach(element -> array.add(json(element)));
      return array;
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    return value instanceof Number number ? number(number) : NODES.textNode(value.toString());
  }

  /**
   * NaN and the infinities are no JSON numbers; as texts they are refused by a numeric column, by
   * name.
   */
  private static JsonNode number(Number number) {
    if (number instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal);
    }
    if (number instanceof BigInteger integer) {
      return NODES.numberNode(integer);
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      return Double.isFinite(value)
          ? NODES.numberNode(new BigDecimal(number.toString()))
          : NODES.textNode(number.toString());
    }
    return NODES.numberNode(number.longValue());
  }
}
