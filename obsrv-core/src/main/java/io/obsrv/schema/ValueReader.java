package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.RejectionCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Turns JSON values into the values of typed columns, or says why it cannot. */
final class ValueReader {
  private ValueReader() {}

  static Object read(Column column, JsonNode value) throws UnreadableValueException {
    return switch (column.type()) {
      case STRING -> text(value);
      case INTEGER -> integer(value);
      case NUMBER -> number(value);
      case DECIMAL -> decimal(column.precision().orElseThrow(), value);
      case BOOLEAN -> bool(value);
      case TIMESTAMP -> timestamp(column.timeFormat().orElseThrow(), value);
      case DATE -> column.timeFormat().orElseThrow().date(textual("a date", value));
      case JSON -> json(value);
    };
  }

  private static JsonNode json(JsonNode value) throws UnreadableValueException {
    List<Violation> numbers = StorableNumber.violations(value);
    if (!numbers.isEmpty()) {
      throw new UnreadableValueException(numbers.get(0).code(), numbers.get(0).message());
    }
    return StorableText.check(PlainNumbers.in(value));
  }

  private static String text(JsonNode value) throws UnreadableValueException {
    if (value.isContainerNode()) {
      throw wrongType("a string", value);
    }
    return StorableText.check(value.asText());
  }

  private static String textual(String expected, JsonNode value) throws UnreadableValueException {
    if (!value.isTextual()) {
      throw wrongType(expected, value);
    }
    return value.textValue();
  }

  private static Long integer(JsonNode value) throws UnreadableValueException {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    BigDecimal decimal = exact("an integer", value);
    if (decimal.signum() == 0) {
      return 0L;
    }
    // Looked at before the exact conversion, which would write out 1e999999999.
    if ((long) decimal.precision() - decimal.scale() > 19) {
      throw outOfRange(value, "the 64 bits of an integer");
    }
    try {
      return decimal.longValueExact();
    } catch (ArithmeticException e) {
      if (decimal.stripTrailingZeros().scale() > 0) {
        throw wrongType("an integer", value);
      }
      throw outOfRange(value, "the 64 bits of an integer");
    }
  }

  private static Double number(JsonNode value) throws UnreadableValueException {
    if (!value.isNumber()) {
      throw wrongType("a number", value);
    }
    double number = value.doubleValue();
    if (!Double.isFinite(number)) {
      throw outOfRange(value, "the 64 bits of a number");
    }
    return number == 0 ? 0.0 : number;
  }

  private static BigDecimal decimal(Precision precision, JsonNode value)
      throws UnreadableValueException {
    BigDecimal decimal = exact("a number", value);
    boolean tooLarge =
        (long) decimal.precision() - decimal.scale() > precision.precision() - precision.scale();
    if (decimal.signum() != 0 && (tooLarge || decimal.scale() > Precision.MAX * 2)) {
      throw outOfRange(value, decimalName(precision));
    }
    try {
      return decimal.signum() == 0
          ? BigDecimal.ZERO.setScale(precision.scale())
          : decimal.setScale(precision.scale(), RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw outOfRange(value, decimalName(precision));
    }
  }

  private static BigDecimal exact(String expected, JsonNode value) throws UnreadableValueException {
    if (!value.isNumber()) {
      throw wrongType(expected, value);
    }
    // JSON has no NaN, but a node that a program built can.
    if (value.isFloatingPointNumber()
        && !value.isBigDecimal()
        && !Double.isFinite(value.doubleValue())) {
      throw outOfRange(value, "a column: it is not finite");
    }
    return value.decimalValue();
  }

  private static Boolean bool(JsonNode value) throws UnreadableValueException {
    if (!value.isBoolean()) {
      throw wrongType("true or false", value);
    }
    return value.booleanValue();
  }

  private static Object timestamp(TimeFormat format, JsonNode value)
      throws UnreadableValueException {
    return format.isEpoch()
        ? format.instant(integer(value))
        : format.instant(textual("a text", value));
  }

  private static String decimalName(Precision precision) {
    return "decimal(" + precision.precision() + ", " + precision.scale() + ")";
  }

  private static UnreadableValueException wrongType(String expected, JsonNode value) {
    return new UnreadableValueException(
        RejectionCode.WRONG_TYPE, Excerpt.of(value.toString()) + " is not " + expected);
  }

  private static UnreadableValueException outOfRange(JsonNode value, String bound) {
    return new UnreadableValueException(
        RejectionCode.OUT_OF_RANGE, Excerpt.of(value.toString()) + " does not fit " + bound);
  }
}
