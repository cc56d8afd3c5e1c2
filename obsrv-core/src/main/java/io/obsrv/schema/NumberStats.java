package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** How large and how exact the numbers of a field are. Mutable, for one thread. */
final class NumberStats {
  /** Every decimal of so many digits comes back from a 64-bit floating-point number. */
  private static final int SAFE_DIGITS = 15;

  private static final long SAFE_INTEGER = 1L << 53;

  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;
  private boolean allLong = true;
  private boolean allIntegers = true;
  private boolean allFinite = true;
  private boolean lossy;
  private int integerDigits;
  private int scale;

  void add(JsonNode number) {
    if (number.isIntegralNumber() && number.canConvertToLong()) {
      add(number.longValue());
    } else {
      add(number.decimalValue());
    }
  }

  void add(BigDecimal number) {
    if (number.scale() == 0 && number.precision() < 19) {
      add(number.longValue());
      return;
    }
    double approximation = number.doubleValue();
    allLong = false;
    allIntegers &= number.scale() == 0;
    allFinite &= Double.isFinite(approximation);
    lossy |=
        number.precision() > SAFE_DIGITS
            && Double.isFinite(approximation)
            && BigDecimal.valueOf(approximation).compareTo(number) != 0;
    integerDigits = Math.max(integerDigits, number.precision() - number.scale());
    scale = Math.max(scale, number.scale());
  }

  private void add(long number) {
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
    integerDigits = Math.max(integerDigits, BigDecimal.valueOf(number).precision());
  }

  NumberStats plus(NumberStats other) {
    NumberStats sum = new NumberStats();
    sum.least = Math.min(least, other.least);
    sum.greatest = Math.max(greatest, other.greatest);
    sum.allLong = allLong && other.allLong;
    sum.allIntegers = allIntegers && other.allIntegers;
    sum.allFinite = allFinite && other.allFinite;
    sum.lossy = lossy || other.lossy;
    sum.integerDigits = Math.max(integerDigits, other.integerDigits);
    sum.scale = Math.max(scale, other.scale);
    return sum;
  }

  /** Whether all are integers of 64 bits. */
  boolean allLong() {
    return allLong;
  }

  boolean allIntegers() {
    return allIntegers;
  }

  boolean allFinite() {
    return allFinite;
  }

  /** Whether a value has more digits than a 64-bit floating-point number keeps. */
  boolean lossy() {
    return lossy || greatest > SAFE_INTEGER || least < -SAFE_INTEGER;
  }

  boolean within(long from, long to) {
    return allLong && least <= greatest && least >= from && greatest < to;
  }

  /** The least of the integers of 64 bits. */
  long least() {
    return least;
  }

  /** The greatest of the integers of 64 bits. */
  long greatest() {
    return greatest;
  }

  /** Digits before the point. */
  int integerDigits() {
    return integerDigits;
  }

  /** Digits behind the point. */
  int scale() {
    return scale;
  }
}
