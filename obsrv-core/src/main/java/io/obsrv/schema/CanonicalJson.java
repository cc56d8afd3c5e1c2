package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * One text per JSON value, in whatever form a database gives the value back: the fields of an
 * object are in the order of their names, and a number is written by its value, exactly. Depth is
 * bounded by the parser, so that recursion is.
 */
public final class CanonicalJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CanonicalJson() {}

  /**
   * Writes a value.
   *
   * @param value the value, whose numbers are finite
   * @return equal for equal values: the order of fields does not count, nor the zeros at the end of
   *     a number, nor how its exponent is written; the order of elements does
   */
  public static String write(JsonNode value) {
    return JsonText.write(canonical(value));
  }

  private static JsonNode canonical(JsonNode value) {
    if (value.isObject()) {
      return object(value);
    }
    if (value.isArray()) {
      ArrayNode array = NODES.arrayNode(value.size());
      value.forEach(element -> array.add(canonical(element)));
      return array;
    }
    return value.isNumber() ? NODES.numberNode(value.decimalValue().stripTrailingZeros()) : value;
  }

  private static ObjectNode object(JsonNode value) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      sorted.put(field.getKey(), canonical(field.getValue()));
    }
    ObjectNode object = NODES.objectNode();
    object.setAll(sorted);
    return object;
  }
}
