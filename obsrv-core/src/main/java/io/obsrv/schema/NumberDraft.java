package io.obsrv.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides what a field of numbers becomes.
 *
 * @param type writes types
 * @param advice takes what the user should know
 */
record NumberDraft(TypeDraft type, Consumer<String> advice) {
  /** The digits of a decimal that every database has. */
  private static final int COMMON_DIGITS = 38;

  /** The year 2001. */
  private static final long MILLIS_FROM = 1_000_000_000_000L;

  /** The year 2099. */
  private static final long MILLIS_TO = 4_100_000_000_000L;

  private static final String CAMEL_CASE = "(?<=[\\p{Ll}\\d])(?=\\p{Lu})";

  /** What 13 digits can be as well. */
  private static final Set<String> NO_TIMES =
      Set.of(
          "id", "ids", "code", "number", "no", "nr", "ean", "gtin", "isbn", "upc", "barcode",
          "phone", "tel", "mobile", "key", "sku", "account", "serial", "imei", "count", "total",
          "size", "bytes", "amount", "price");

  /** As numbers, or as times if they look like it. */
  Optional<ObjectNode> seen(String name, NumberStats numbers) {
    if (!numbers.within(MILLIS_FROM, MILLIS_TO) || mayBeIdentifier(name)) {
      return numbers(numbers);
    }
    advice.accept(
        "read as milliseconds since 1970, %s to %s; if it is a number, take \"format\" away"
            .formatted(
                Instant.ofEpochMilli(numbers.least()), Instant.ofEpochMilli(numbers.greatest())));
    return Optional.of(type.of(ValueKind.INTEGER).put("format", TimeFormat.EPOCH_MILLIS.name()));
  }

  /** Empty if no numeric type holds all of them. */
  Optional<ObjectNode> numbers(NumberStats numbers) {
    if (numbers.allLong()) {
      return Optional.of(type.of(ValueKind.INTEGER));
    }
    if (numbers.allIntegers()) {
      return largeIntegers(numbers);
    }
    return numbers.allFinite() ? Optional.of(decimals(numbers)) : Optional.empty();
  }

  private Optional<ObjectNode> largeIntegers(NumberStats numbers) {
    if (numbers.integerDigits() > Precision.MAX) {
      return Optional.empty();
    }
    advice.accept(
        "holds integers of up to %d digits, more than 64 bits; read as exact decimals"
            .formatted(numbers.integerDigits()));
    int digits = numbers.integerDigits() <= COMMON_DIGITS ? COMMON_DIGITS : Precision.MAX;
    return Optional.of(type.of(ValueKind.NUMBER).put(ColumnKeywords.PRECISION, digits));
  }

  /** Whatever they are like: what is too large for a number does not pass it. */
  ObjectNode decimals(NumberStats numbers) {
    int digits = numbers.integerDigits() + numbers.scale();
    if (numbers.lossy() && digits <= Precision.MAX) {
      advice.accept(
          "holds numbers of up to %d digits, of which a number keeps about 15; to keep all, add \"%s\": %d, \"%s\": %d"
              .formatted(
                  digits, ColumnKeywords.PRECISION, digits, ColumnKeywords.SCALE, numbers.scale()));
    }
    return type.of(ValueKind.NUMBER);
  }

  private static boolean mayBeIdentifier(String name) {
    for (String word : name.split("[^\\p{L}\\d]+|" + CAMEL_CASE, -1)) {
      if (NO_TIMES.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
