package io.obsrv.schema;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a text of a CSV file is, read with care: a number only where nothing is lost by treating it
 * as one.
 *
 * @param kind string, integer, decimal or boolean
 * @param number the number it is, or would be if the user insisted
 * @param doubt why a text that could be a number is not taken for one
 */
record CellText(ValueKind kind, Optional<BigDecimal> number, Optional<Doubt> doubt) {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern PADDED = Pattern.compile("\\+.*|-?0\\d.*", Pattern.DOTALL);
  private static final Pattern BARE_EXPONENT = Pattern.compile("-?\\d+[eE]\\d+");
  private static final int MAX_DIGITS = 18;

  /** Why a number is kept as text. */
  enum Doubt {
    PADDED("begins with a zero or plus that a number would lose"),
    LONG("has more than 18 digits"),
    EXPONENT("may be a code rather than a power of ten");

    private final String reason;

    Doubt(String reason) {
      this.reason = reason;
    }

    /** Follows the text in a sentence. */
    String reason() {
      return reason;
    }
  }

  static CellText of(String text) {
    Optional<BigDecimal> number = TextCell.number(text);
    if (number.isPresent()) {
      return number(text.strip(), number.get());
    }
    String word = text.strip().toLowerCase(Locale.ROOT);
    boolean bool = word.equals("true") || word.equals("false");
    return new CellText(
        bool ? ValueKind.BOOLEAN : ValueKind.STRING, Optional.empty(), Optional.empty());
  }

  private static CellText number(String text, BigDecimal number) {
    boolean integer = INTEGER.matcher(text).matches();
    Optional<Doubt> doubt = doubt(text, integer);
    ValueKind kind = integer ? ValueKind.INTEGER : ValueKind.NUMBER;
    return new CellText(doubt.isPresent() ? ValueKind.STRING : kind, Optional.of(number), doubt);
  }

  private static Optional<Doubt> doubt(String text, boolean integer) {
    if (PADDED.matcher(text).matches()) {
      return Optional.of(Doubt.PADDED);
    }
    if (integer && text.length() - (text.startsWith("-") ? 1 : 0) > MAX_DIGITS) {
      return Optional.of(Doubt.LONG);
    }
    return BARE_EXPONENT.matcher(text).matches() ? Optional.of(Doubt.EXPONENT) : Optional.empty();
  }
}
