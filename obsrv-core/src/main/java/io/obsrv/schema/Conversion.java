package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.RejectionCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How values of one column become values of another, as they do when a field changes its type. A
 * value becomes the JSON that a record has for it, and that is read as the new column reads it;
 * texts are read like the cells of a CSV file. Nothing is rounded or cut off: what does not fit is
 * refused. Immutable.
 */
public final class Conversion {
  private static final int DIGITS_OF_INTEGERS = 19;

  private final Column from;
  private final Column to;

  private Conversion(Column from, Column to) {
    this.from = from;
    this.to = to;
  }

  /**
   * The conversion from one column to another.
   *
   * @param from the column that values were read for
   * @param to the column they are to stand in
   * @return the conversion; empty if the types have nothing to do with each other: truth values and
   *     numbers, dates and numbers, timestamps and numbers unless the timestamp is an epoch
   */
  public static Optional<Conversion> between(Column from, Column to) {
    boolean related =
        from.type() == to.type()
            || isAnything(from)
            || isAnything(to)
            || (from.type().isTemporal() && to.type().isTemporal())
            || (isNumber(from) && isNumber(to));
    return related ? Optional.of(new Conversion(from, to)) : Optional.empty();
  }

  /**
   * Whether values stay what they are.
   *
   * @return true if {@link #convert} gives back what it is given
   */
  public boolean isIdentity() {
    return from.type() == to.type() && from.precision().equals(to.precision());
  }

  /**
   * Whether every value that the old column can hold has one in the new column.
   *
   * @return true if {@link #convert} cannot fail
   */
  public boolean isTotal() {
    return switch (to.type()) {
      case JSON -> true;
      case STRING -> from.type() != ColumnType.JSON;
      case TIMESTAMP -> from.type().isTemporal();
      case DECIMAL -> isDecimalLargeEnough(to.precision().orElseThrow());
      case INTEGER, NUMBER, BOOLEAN, DATE -> isIdentity();
    };
  }

  /**
   * The new column's value.
   *
   * @param value an instance of the old column's class, or null
   * @return an instance of the new column's class; null for null
   * @throws UnreadableValueException if the new column has no equal value
   */
  public @Nullable Object convert(@Nullable Object value) throws UnreadableValueException {
    if (value == null || isIdentity()) {
      return value;
    }
    return switch (to.type()) {
      case JSON -> from.write(value);
      case STRING -> text(value);
      case TIMESTAMP -> value instanceof LocalDate date ? midnight(date) : read(value);
      case DATE -> value instanceof Instant instant ? date(instant) : read(value);
      case NUMBER -> number(value);
      case INTEGER, DECIMAL, BOOLEAN -> read(value);
    };
  }

  private Object read(Object value) throws UnreadableValueException {
    return from.type() == ColumnType.STRING
        ? to.parse((String) value)
        : ValueReader.read(to, from.write(value));
  }

  private Object text(Object value) throws UnreadableValueException {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value instanceof Double ? value.toString() : ValueReader.read(to, from.write(value));
  }

  private Object number(Object value) throws UnreadableValueException {
    Object number = read(value);
    JsonNode before = from.write(value);
    if (from.type() != ColumnType.JSON
        && before.isNumber()
        && to.write(number).decimalValue().compareTo(before.decimalValue()) != 0) {
      throw new UnreadableValueException(
          RejectionCode.OUT_OF_RANGE,
          Excerpt.of(before.toString()) + " has more digits than the 64 bits of a number");
    }
    return number;
  }

  private boolean isDecimalLargeEnough(Precision precision) {
    int digits = precision.precision() - precision.scale();
    return from.type() == ColumnType.INTEGER
        ? digits >= DIGITS_OF_INTEGERS
        : from.precision()
            .filter(old -> old.scale() <= precision.scale())
            .filter(old -> old.precision() - old.scale() <= digits)
            .isPresent();
  }

  private static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate date(Instant instant) throws UnreadableValueException {
    LocalDate date = LocalDate.ofInstant(instant, ZoneOffset.UTC);
    if (!midnight(date).equals(instant)) {
      throw new UnreadableValueException(
          RejectionCode.OUT_OF_RANGE, "'" + instant + "' is not the start of a day in UTC");
    }
    return date;
  }

  private static boolean isAnything(Column column) {
    return column.type() == ColumnType.STRING || column.type() == ColumnType.JSON;
  }

  private static boolean isNumber(Column column) {
    return column.type().isNumeric() || column.timeFormat().filter(TimeFormat::isEpoch).isPresent();
  }
}
