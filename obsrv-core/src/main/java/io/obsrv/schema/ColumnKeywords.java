package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the keywords that decide a column's type: {@code type, format, x-time-pattern, x-precision,
 * x-scale}.
 */
final class ColumnKeywords {
  static final String PRECISION = "x-precision";
  static final String SCALE = "x-scale";
  static final String TIME_PATTERN = "x-time-pattern";

  private ColumnKeywords() {}

  static Column column(
      FieldPlace place, JsonNode node, TypeKeyword types, boolean required, Problems problems) {
    Problems here = problems.under(place.toString());
    String name = ColumnName.of(place.path(), node, here);
    ColumnType base = types.columnType();
    Optional<Precision> precision = precision(node, base, here);
    Optional<TimeFormat> format = timeFormat(node, base, here);
    ColumnType type =
        precision.isPresent()
            ? ColumnType.DECIMAL
            : format.map(ColumnKeywords::temporal).orElse(base);
    return new Column(
        name,
        place.path(),
        type,
        precision,
        format,
        required && !types.nullable(),
        place.formerColumns().stream().filter(former -> !former.equals(name)).toList(),
        Optional.ofNullable(node.get(DefaultChecks.KEYWORD)));
  }

  private static ColumnType temporal(TimeFormat format) {
    return format.equals(TimeFormat.DATE) ? ColumnType.DATE : ColumnType.TIMESTAMP;
  }

  private static Optional<Precision> precision(JsonNode node, ColumnType base, Problems problems) {
    if (!node.has(PRECISION)) {
      if (node.has(SCALE)) {
        problems.add(
            SCALE,
            "is given without " + PRECISION + ", which must say how many digits there are in all");
      }
      return Optional.empty();
    }
    if (base != ColumnType.NUMBER && base != ColumnType.INTEGER) {
      problems.add(PRECISION, "is given for a " + base.label() + ", is for numbers only");
      return Optional.empty();
    }
    OptionalInt digits = integer(node, PRECISION, problems);
    OptionalInt scale = node.has(SCALE) ? integer(node, SCALE, problems) : OptionalInt.of(0);
    if (digits.isEmpty() || scale.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Precision(digits.getAsInt(), scale.getAsInt()));
    } catch (IllegalArgumentException e) {
      problems.add(PRECISION, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static OptionalInt integer(JsonNode node, String keyword, Problems problems) {
    JsonNode value = node.path(keyword);
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      return OptionalInt.of(value.intValue());
    }
    problems.add(keyword, "is " + value + ", must be an integer");
    return OptionalInt.empty();
  }

  private static Optional<TimeFormat> timeFormat(
      JsonNode node, ColumnType base, Problems problems) {
    if (node.has(TIME_PATTERN)) {
      return pattern(node.path(TIME_PATTERN).asText(), base, problems);
    }
    Optional<TimeFormat> format = TimeFormat.named(node.path("format").asText());
    if (format.isPresent() && format.get().isEpoch() && node.has(PRECISION)) {
      problems.add(PRECISION, "is given for a timestamp, is for numbers only");
    }
    return format.filter(f -> base == (f.isEpoch() ? ColumnType.INTEGER : ColumnType.STRING));
  }

  private static Optional<TimeFormat> pattern(String pattern, ColumnType base, Problems problems) {
    if (base != ColumnType.STRING) {
      problems.add(TIME_PATTERN, "is given for a " + base.label() + ", is for strings only");
      return Optional.empty();
    }
    try {
      return Optional.of(TimeFormat.pattern(pattern));
    } catch (IllegalArgumentException e) {
      problems.add(TIME_PATTERN, "'" + pattern + "' is no pattern of java.time: " + e.getMessage());
      return Optional.empty();
    }
  }
}
