package io.obsrv.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads, digit by digit, dates and times in the one form that nearly all of them have; {@link
 * IsoText} is there for the others. A formatter takes ten times as long, for every record of a
 * dataset.
 */
final class IsoDigits {
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = 19;
  private static final int MAX_FRACTION = 9;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int NONE = -1;

  private IsoDigits() {}

  /** {@code 2018-02-06}; null for any other form, and for a day that the calendar lacks. */
  static @Nullable LocalDate date(String text) {
    return text.length() == DATE_LENGTH ? leadingDate(text) : null;
  }

  /**
   * {@code 2018-02-06T23:59:00Z}, with a {@code T} or a blank, a fraction or none, and {@code Z} or
   * an offset such as {@code +01:00}; null for any other form, and for a time that is none.
   */
  static @Nullable Instant withOffset(String text) {
    if (text.length() <= SECONDS_LENGTH
        || (text.charAt(10) != 'T' && text.charAt(10) != ' ')
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    LocalDate date = leadingDate(text);
    int hour = number(text, 11, 23);
    int minute = number(text, 14, 59);
    int second = number(text, 17, 59);
    int zone = zoneFrom(text);
    int offset = offset(text, zone);
    if (date == null || hour < 0 || minute < 0 || second < 0 || offset == Integer.MIN_VALUE) {
      return null;
    }
    long seconds = date.toEpochDay() * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second;
    return Instant.ofEpochSecond(seconds - offset, nanos(text, zone));
  }

  private static @Nullable LocalDate leadingDate(String text) {
    int century = number(text, 0, 99);
    int year = number(text, 2, 99);
    int month = number(text, 5, 12);
    int day = number(text, 8, 31);
    if (text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || century < 0
        || year < 0
        || month < 1
        || day < 1) {
      return null;
    }
    try {
      return LocalDate.of(century * 100 + year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Where the offset begins: behind the seconds, or behind their fraction. */
  private static int zoneFrom(String text) {
    int i = SECONDS_LENGTH;
    if (text.charAt(i) == '.') {
      i++;
      while (i < text.length() && isDigit(text.charAt(i))) {
        i++;
      }
      return i == SECONDS_LENGTH + 1 || i > SECONDS_LENGTH + 1 + MAX_FRACTION ? NONE : i;
    }
    return i;
  }

  private static int nanos(String text, int end) {
    int nanos = 0;
    for (int i = SECONDS_LENGTH + 1; i <= SECONDS_LENGTH + MAX_FRACTION; i++) {
      nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
    }
    return nanos;
  }

  /** In seconds; the least integer for what is no offset that a clock can have. */
  private static int offset(String text, int from) {
    int length = text.length() - from;
    if (from != NONE && length == 1 && text.charAt(from) == 'Z') {
      return 0;
    }
    if (from != NONE && length == 6 && text.charAt(from + 3) == ':') {
      int hours = number(text, from + 1, 17);
      int minutes = number(text, from + 4, 59);
      char sign = text.charAt(from);
      if (hours >= 0 && minutes >= 0 && (sign == '+' || sign == '-')) {
        int seconds = hours * 3_600 + minutes * 60;
        return sign == '+' ? seconds : -seconds;
      }
    }
    return Integer.MIN_VALUE;
  }

  /** The number that two digits are; negative if they are none, or more than it can be. */
  private static int number(String text, int at, int most) {
    char tens = text.charAt(at);
    char ones = text.charAt(at + 1);
    if (!isDigit(tens) || !isDigit(ones)) {
      return NONE;
    }
    int number = (tens - '0') * 10 + (ones - '0');
    return number > most ? NONE : number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
