package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * What one value may be, as far as {@link Glance} looks. Immutable.
 *
 * @param kinds the types it may have
 * @param texts the only texts it may be, where they are counted up
 * @param format how a text is written
 * @param minLength how many characters a text has at least, as far as that is asked for
 * @param maxLength how many it has at most
 * @param minimum the least number
 * @param maximum the greatest number
 */
record GlanceAtValue(
    GlanceKinds kinds,
    Optional<Set<String>> texts,
    Optional<TimeFormat> format,
    int minLength,
    int maxLength,
    Optional<BigDecimal> minimum,
    Optional<BigDecimal> maximum) {

  boolean sees(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> kinds.isString() && seesText(value.textValue());
      case NUMBER -> kinds.allows(value) && texts.isEmpty() && isWithin(value);
      case BOOLEAN -> kinds.isBoolean() && texts.isEmpty();
      case NULL -> kinds.isNull() && texts.isEmpty();
      default -> false;
    };
  }

  /** Characters are code points, of which a text has at least half as many as chars. */
  private boolean seesText(String text) {
    return text.length() <= maxLength
        && (minLength == 0 || text.length() / 2 >= minLength)
        && (texts.isEmpty() || texts.get().contains(text))
        && (format.isEmpty() || format.get().accepts(text));
  }

  private boolean isWithin(JsonNode number) {
    return StorableNumber.isStorable(number)
        && (minimum.isEmpty() || number.decimalValue().compareTo(minimum.get()) >= 0)
        && (maximum.isEmpty() || number.decimalValue().compareTo(maximum.get()) <= 0);
  }
}
