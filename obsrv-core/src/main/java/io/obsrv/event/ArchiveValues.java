package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Typed values as JSON and back, without loss: numbers, booleans and JSON as such, texts, instants
 * and dates as texts of ISO 8601. The one number that JSON does not keep apart, minus zero, is a
 * text.
 */
final class ArchiveValues {
  private static final String MINUS_ZERO = "-0.0";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ArchiveValues() {}

  static JsonNode write(Column column, @Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    return switch (column.type()) {
      case STRING, TIMESTAMP, DATE -> NODES.textNode(value.toString());
      case INTEGER -> integer((Long) value);
      case NUMBER -> number((Double) value);
      case DECIMAL -> NODES.numberNode(padded(column, (BigDecimal) value));
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case JSON -> (JsonNode) value;
    };
  }

  /** As the parser reads it, so that equal values are equal nodes. */
  static JsonNode integer(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  private static JsonNode number(double value) {
    return value == 0 && Double.toString(value).equals(MINUS_ZERO)
        ? NODES.textNode(MINUS_ZERO)
        : NODES.numberNode(BigDecimal.valueOf(value));
  }

  /** With the digits behind the point that every database has. */
  private static BigDecimal padded(Column column, BigDecimal value) {
    int scale = column.precision().orElseThrow().scale();
    return value.scale() < scale ? value.setScale(scale, RoundingMode.UNNECESSARY) : value;
  }

  /**
   * Reads a value.
   *
   * @param part for the refusal
   * @throws InvalidException if the column cannot hold it
   */
  static Object read(String part, Column column, JsonNode json) {
    return read(column, json)
        .orElseThrow(
            () ->
                new InvalidException(
                    "An entry of part '" + part + "' cannot be read",
                    List.of(
                        new Problem(
                            column.name(),
                            "is %s, must be a value of type %s"
                                .formatted(
                                    json.getNodeType().name().toLowerCase(Locale.ROOT),
                                    column.typeLabel())))));
  }

  private static Optional<Object> read(Column column, JsonNode json) {
    return switch (column.type()) {
      case STRING -> text(json);
      case INTEGER ->
          json.isIntegralNumber() && json.canConvertToLong()
              ? Optional.of(json.longValue())
              : Optional.empty();
      case NUMBER -> number(json);
      case DECIMAL -> json.isNumber() ? Optional.of(json.decimalValue()) : Optional.empty();
      case BOOLEAN -> json.isBoolean() ? Optional.of(json.booleanValue()) : Optional.empty();
      case TIMESTAMP, DATE -> text(json).flatMap(text -> time(column.type(), (String) text));
      case JSON -> json.isNull() ? Optional.empty() : Optional.of(json);
    };
  }

  private static Optional<Object> text(JsonNode json) {
    return json.isTextual() ? Optional.of(json.textValue()) : Optional.empty();
  }

  private static Optional<Object> number(JsonNode json) {
    if (json.isTextual() && json.textValue().equals(MINUS_ZERO)) {
      return Optional.of(-0.0);
    }
    return json.isNumber() && Double.isFinite(json.doubleValue())
        ? Optional.of(json.doubleValue())
        : Optional.empty();
  }

  private static Optional<Object> time(ColumnType type, String text) {
    try {
      return Optional.of(
          type == ColumnType.DATE
              ? LocalDate.parse(text)
              : ArchiveLine.micros(Instant.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
