package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects: a field per column under the column's name. */
public final class RowJson {
  private RowJson() {}

  /**
   * Writes some columns of a row.
   *
   * @param schema whose row it is
   * @param row the row
   * @param columns names of columns, in the order in which they are written
   * @return the object's text; timestamps and dates are texts as of ISO 8601
   */
  public static String write(Schema schema, Row row, List<String> columns) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    columns.forEach(name -> json.set(name, node(row.value(schema.indexOf(name)))));
    return JsonText.write(json);
  }

  private static JsonNode node(@Nullable Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value == null) {
      return json.nullNode();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Boolean bool) {
      return json.booleanNode(bool);
    }
    if (value instanceof Long integer) {
      return json.numberNode(integer);
    }
    if (value instanceof Double number) {
      return json.numberNode(number);
    }
    return value instanceof BigDecimal decimal
        ? json.numberNode(decimal)
        : json.textNode(value.toString());
  }
}
