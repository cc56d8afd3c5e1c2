package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** What kind of change it is when a column takes another type. */
final class TypeChange {
  private static final BigDecimal LARGEST_EXACT = new BigDecimal(1L << 53);

  private TypeChange() {}

  static boolean isOne(Column live, Column next) {
    return live.type() != next.type() || !live.precision().equals(next.precision());
  }

  static ChangeKind kind(Column live, JsonNode keywords, Column next, JsonNode nextKeywords) {
    Optional<Conversion> conversion = Conversion.between(live, next);
    if (conversion.isEmpty()) {
      return ChangeKind.TYPE_REPLACED;
    }
    if (live.type() == ColumnType.INTEGER && next.type() == ColumnType.NUMBER) {
      return isExactAsNumber(keywords) ? ChangeKind.TYPE_WIDENED : ChangeKind.INTEGER_BECAME_NUMBER;
    }
    // Arrays and free objects are one type of column, whatever JSON they are made of.
    boolean forbidden =
        next.type() == ColumnType.JSON
            && !TypeKeyword.of(nextKeywords)
                .allowed()
                .containsAll(TypeKeyword.of(keywords).allowed());
    if (forbidden) {
      return ChangeKind.TYPE_CHANGED;
    }
    if (conversion.get().isTotal()) {
      return ChangeKind.TYPE_WIDENED;
    }
    boolean backTotal = Conversion.between(next, live).filter(Conversion::isTotal).isPresent();
    return backTotal ? ChangeKind.TYPE_NARROWED : ChangeKind.TYPE_CHANGED;
  }

  static String label(Column column) {
    return column.type().label()
        + column
            .precision()
            .map(digits -> "(%d, %d)".formatted(digits.precision(), digits.scale()))
            .orElse("");
  }

  private static boolean isExactAsNumber(JsonNode keywords) {
    return isWithin(keywords, "minimum", "exclusiveMinimum")
        && isWithin(keywords, "maximum", "exclusiveMaximum");
  }

  private static boolean isWithin(JsonNode keywords, String bound, String exclusive) {
    JsonNode value = keywords.has(bound) ? keywords.path(bound) : keywords.path(exclusive);
    return value.isNumber() && value.decimalValue().abs().compareTo(LARGEST_EXACT) <= 0;
  }
}
