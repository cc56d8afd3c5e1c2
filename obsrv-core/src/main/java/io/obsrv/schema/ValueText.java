package io.obsrv.schema;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Typed values as text and back, without loss; independent of how the dataset's JSON writes them.
 */
public final class ValueText {
  private ValueText() {}

  /**
   * Writes a value.
   *
   * @param value an instance of a column type's class
   * @return the text: ISO 8601 for instants and dates, JSON for JSON
   */
  public static String write(Object value) {
    return value.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param type the column's type
   * @param text the text
   * @return an instance of the type's class, equal to the one written
   */
  public static Object read(ColumnType type, String text) {
    return switch (type) {
      case STRING -> text;
      case INTEGER -> Long.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case DECIMAL -> new BigDecimal(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case TIMESTAMP -> Instant.parse(text);
      case DATE -> LocalDate.parse(text);
      case JSON -> JsonText.parse(text);
    };
  }
}
