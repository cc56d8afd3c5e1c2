package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;

/** Turns the values of typed columns into JSON as a record has it, the way back from reading. */
final class ValueWriter {
  private ValueWriter() {}

  static JsonNode json(Column column, Object value) {
    return switch (column.type()) {
      case STRING, DATE -> TextNode.valueOf(value.toString());
      case INTEGER -> LongNode.valueOf((Long) value);
      // The decimal it prints as, which is also what the parser would give.
      case NUMBER -> DecimalNode.valueOf(BigDecimal.valueOf((Double) value));
      case DECIMAL -> DecimalNode.valueOf((BigDecimal) value);
      case BOOLEAN -> BooleanNode.valueOf((Boolean) value);
      case TIMESTAMP -> timestamp(column.timeFormat().orElseThrow(), (Instant) value);
      case JSON -> (JsonNode) value;
    };
  }

  /** As of ISO 8601 where the column's own format is too coarse for the instant. */
  private static JsonNode timestamp(TimeFormat format, Instant instant) {
    return format
        .write(instant)
        .filter(json -> isExact(format, json, instant))
        .orElseGet(() -> TextNode.valueOf(instant.toString()));
  }

  private static boolean isExact(TimeFormat format, JsonNode json, Instant instant) {
    try {
      Instant read =
          json.isTextual() ? format.instant(json.textValue()) : format.instant(json.longValue());
      return read.equals(instant);
    } catch (UnreadableValueException e) {
      return false;
    }
  }
}
