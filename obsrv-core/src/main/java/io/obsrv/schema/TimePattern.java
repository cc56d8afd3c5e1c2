package io.obsrv.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pattern of the user's own for reading instants.
 *
 * @param formatter reads at least a date
 */
record TimePattern(DateTimeFormatter formatter) {
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2018, 11, 26, 23, 57, 48, 123_456_789, ZoneOffset.UTC);

  /** Refuses what is no pattern, and what is one but never reads a date, such as {@code HH:mm}. */
  static TimePattern of(String pattern) {
    TimePattern result =
        new TimePattern(
            new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(yearsAsProleptic(pattern))
                .toFormatter(Locale.ENGLISH)
                // Refuses 30 February.
                .withResolverStyle(ResolverStyle.STRICT));
    try {
      result.instant(result.formatter.format(SAMPLE));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "it does not read back what it writes; year, month and day are needed, and 'a' with 'h'",
          e);
    }
    return result;
  }

  Instant instant(String text) {
    TemporalAccessor parsed =
        formatter.parseBest(
            text,
            ZonedDateTime::from,
            OffsetDateTime::from,
            LocalDateTime::from,
            TimePattern::dateAlone);
    if (parsed instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC);
    }
    return parsed instanceof LocalDate date
        ? date.atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.from(parsed);
  }

  Optional<String> text(Instant instant) {
    try {
      return Optional.of(formatter.format(instant.atZone(ZoneOffset.UTC)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * A time that was read but not understood, such as {@code hh} without {@code a}, must not be
   * lost.
   */
  private static LocalDate dateAlone(TemporalAccessor parsed) {
    boolean timed =
        Stream.of(
                ChronoField.HOUR_OF_DAY,
                ChronoField.HOUR_OF_AMPM,
                ChronoField.CLOCK_HOUR_OF_AMPM,
                ChronoField.MINUTE_OF_HOUR,
                ChronoField.SECOND_OF_MINUTE)
            .anyMatch(parsed::isSupported);
    if (timed) {
      throw new DateTimeException("the time is not complete");
    }
    return LocalDate.from(parsed);
  }

  /** The strict resolver knows years only as 'u'. */
  private static String yearsAsProleptic(String pattern) {
    StringBuilder result = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      result.append(c == 'y' && !quoted ? 'u' : c);
    }
    return result.toString();
  }
}
