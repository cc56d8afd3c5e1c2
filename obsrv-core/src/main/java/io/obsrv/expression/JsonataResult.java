package io.obsrv.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JSONata has made, as JSON. Lists in it may be larger than they are in memory, so that the
 * values are counted. Used once, by one thread.
 */
final class JsonataResult {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int values;

  JsonNode read(@Nullable Object value) {
    if (++values > Bounds.MAX_ELEMENTS) {
      throw new LimitException("makes more than " + Bounds.MAX_ELEMENTS + " values");
    }
    if (value == null || value == Jsonata.NULL_VALUE) {
      return NODES.nullNode();
    }
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((name, field) -> object.set(String.valueOf(name), read(field)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(read(element)));
      return array;
    }
    throw new LimitException("has a function as its value, must have JSON");
  }

  private static JsonNode number(Number number) {
    if (number instanceof Integer || number instanceof Long) {
      return NODES.numberNode(number.longValue());
    }
    if (!Double.isFinite(number.doubleValue())) {
      throw new LimitException("has " + number + " as its value, which is not a JSON number");
    }
    return NODES.numberNode(new BigDecimal(number.toString()));
  }
}
