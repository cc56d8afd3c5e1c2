package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Java values as JSON: numbers, booleans, maps and collections as such, what has one obvious text
 * as that, which for instants and dates is ISO 8601. Anything else is refused: its text would be
 * some text, and nobody would find out.
 */
final class MapJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MapJson() {}

  static ObjectNode of(Map<?, ?> fields) {
    return object("", fields);
  }

  private static ObjectNode object(String path, Map<?, ?> fields) {
    ObjectNode object = NODES.objectNode();
    fields.forEach((name, value) -> object.set(String.valueOf(name), json(path, name, value)));
    return object;
  }

  private static ArrayNode array(String path, Iterable<?> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(element -> array.add(json(path, array.size(), element)));
    return array;
  }

  private static JsonNode json(String path, @Nullable Object name, @Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Map<?, ?> map) {
      return object(below(path, name), map);
    }
    if (isText(value)) {
      return NODES.textNode(value.toString());
    }
    if (value instanceof Iterable<?> values) {
      return array(below(path, name), values);
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    JsonNode number = value instanceof Number n ? number(n) : null;
    if (number == null) {
      throw new IllegalArgumentException(
          "%s is a %s, must be null, a boolean, a number, a text, an enum constant, a UUID, a URI, a value of java.time, a JsonNode, or a map or collection of them"
              .formatted(below(path, name), value.getClass().getTypeName()));
    }
    return number;
  }

  private static boolean isText(Object value) {
    return value instanceof CharSequence
        || value instanceof Character
        || value instanceof Enum<?>
        || value instanceof TemporalAccessor
        || value instanceof TemporalAmount
        || value instanceof ZoneId
        || value instanceof UUID
        || value instanceof URI;
  }

  /** A JSON Pointer (RFC 6901). */
  private static String below(String path, @Nullable Object name) {
    return path + "/" + String.valueOf(name).replace("~", "~0").replace("/", "~1");
  }

  /**
   * NaN and the infinities are no JSON numbers; as texts they are refused by a numeric column, by
   * name.
   */
  private static @Nullable JsonNode number(Number number) {
    if (number instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal);
    }
    if (number instanceof BigInteger integer) {
      return NODES.numberNode(integer);
    }
    if (number instanceof Double || number instanceof Float) {
      return Double.isFinite(number.doubleValue())
          ? NODES.numberNode(new BigDecimal(number.toString()))
          : NODES.textNode(number.toString());
    }
    boolean whole =
        number instanceof Integer
            || number instanceof Long
            || number instanceof Short
            || number instanceof Byte
            || number instanceof AtomicInteger
            || number instanceof AtomicLong;
    return whole ? NODES.numberNode(number.longValue()) : null;
  }
}
