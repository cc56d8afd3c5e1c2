package io.obsrv.jdbc.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.event.Checkpoint;
import io.obsrv.schema.JsonText;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place between two rows: the values of the row before it in the columns that order the table.
 *
 * @param values numbers, texts, dates and times
 */
record RowPlace(List<Object> values) {
  /** The checkpoint before the first row. */
  static final String BEGINNING = "[]";

  RowPlace {
    values = List.copyOf(values);
  }

  Checkpoint checkpoint() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    values.forEach(
        value -> json.addObject().put(value.getClass().getSimpleName(), value.toString()));
    return new Checkpoint(JsonText.write(json));
  }

  /** What {@link #checkpoint} wrote for so many columns; empty if it did not. */
  static Optional<RowPlace> read(Checkpoint checkpoint, int columns) {
    try {
      List<Object> values = new ArrayList<>();
      for (JsonNode value : JsonText.parse(checkpoint.value())) {
        values.add(read(value));
      }
      return values.size() == columns ? Optional.of(new RowPlace(values)) : Optional.empty();
    } catch (UncheckedIOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Object read(JsonNode value) {
    String type = value.fieldNames().hasNext() ? value.fieldNames().next() : "";
    String text = value.path(type).asText();
    return switch (type) {
      case "BigDecimal" -> new BigDecimal(text);
      case "Double" -> Double.valueOf(text);
      case "Float" -> Float.valueOf(text);
      case "String" -> text;
      case "OffsetDateTime" -> OffsetDateTime.parse(text);
      case "LocalDateTime" -> LocalDateTime.parse(text);
      case "LocalDate" -> LocalDate.parse(text);
      default -> throw new IllegalArgumentException(type);
    };
  }
}
