package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.obsrv.error.RejectionCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How JSON writes the values of a timestamp or date column. The keyword {@code format} of the
 * schema names one of the constants; {@code x-time-pattern} gives a pattern of {@link
 * DateTimeFormatter}. A text without an offset is read as UTC.
 */
public final class TimeFormat {
  /**
   * Text as of RFC 3339, with an offset: {@code 2018-02-06T23:59:00Z}. Seconds may be left out, a
   * blank may stand for the {@code T}, and the offset may be as short as {@code +01}; a leap second
   * is refused.
   */
  public static final TimeFormat DATE_TIME =
      new TimeFormat("date-time", "a date-time such as 2018-02-06T23:59:00Z");

  /** Text of a calendar date: {@code 2018-02-06}. */
  public static final TimeFormat DATE = new TimeFormat("date", "a date such as 2018-02-06");

  /**
   * Text without an offset, with {@code T} or a blank: {@code 2018-02-06 23:59:00}; read as UTC.
   */
  public static final TimeFormat LOCAL_DATE_TIME =
      new TimeFormat("local-date-time", "a local-date-time such as 2018-02-06 23:59:00");

  /**
   * Text in any of the three forms above: a date means the start of the day, and without an offset
   * it is UTC. Only by this name, since a column of one form is better held to it.
   */
  public static final TimeFormat ISO = new TimeFormat("iso-8601", "a date or time of ISO 8601");

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  public static final TimeFormat EPOCH_MILLIS =
      new TimeFormat("epoch-millis", "milliseconds since 1970");

  /** Seconds since 1970-01-01T00:00:00Z. */
  public static final TimeFormat EPOCH_SECONDS =
      new TimeFormat("epoch-seconds", "seconds since 1970");

  /** The formats that text can have, all of them exclusive of each other. */
  static final List<TimeFormat> OF_TEXT = List.of(DATE_TIME, DATE, LOCAL_DATE_TIME);

  /** The formats that a schema holds texts to. */
  static final List<TimeFormat> ASSERTED = List.of(DATE_TIME, DATE, LOCAL_DATE_TIME, ISO);

  private static final List<TimeFormat> OF_NUMBERS = List.of(EPOCH_MILLIS, EPOCH_SECONDS);
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private final String name;
  private final String expected;
  private final @Nullable TimePattern pattern;

  private TimeFormat(String name, String expected) {
    this(name, expected, null);
  }

  private TimeFormat(String name, String expected, @Nullable TimePattern pattern) {
    this.name = name;
    this.expected = expected;
    this.pattern = pattern;
  }

  /**
   * The format that the schema keyword {@code format} names.
   *
   * @param keyword for example {@code date-time}
   * @return the format; empty if the keyword is about something else
   */
  public static Optional<TimeFormat> named(String keyword) {
    return List.of(DATE_TIME, DATE, LOCAL_DATE_TIME, ISO, EPOCH_MILLIS, EPOCH_SECONDS).stream()
        .filter(format -> format.name.equals(keyword))
        .findFirst();
  }

  /**
   * A format of the user's own.
   *
   * @param pattern a pattern of {@link DateTimeFormatter}, English, for example {@code dd.MM.yyyy
   *     HH:mm}; a date without a time means the start of the day
   * @return the format
   * @throws IllegalArgumentException if it is no pattern, or does not read a date
   */
  public static TimeFormat pattern(String pattern) {
    return new TimeFormat(pattern, "a time like " + pattern, TimePattern.of(pattern));
  }

  /**
   * The keyword or pattern that names this format.
   *
   * @return the text in the schema
   */
  public String name() {
    return name;
  }

  /**
   * Whether this is a pattern of the user's own.
   *
   * @return false for the constants of this class
   */
  public boolean isPattern() {
    return pattern != null;
  }

  /**
   * Whether JSON writes values as integers.
   *
   * @return true for the epoch formats
   */
  public boolean isEpoch() {
    return OF_NUMBERS.contains(this);
  }

  /** What a value should have been, for messages. */
  String expected() {
    return expected;
  }

  boolean accepts(String text) {
    if (pattern == null && !IsoText.isLikely(text)) {
      return false;
    }
    try {
      instant(text);
      return true;
    } catch (UnreadableValueException e) {
      return false;
    }
  }

  boolean accepts(long epoch) {
    try {
      instant(epoch);
      return true;
    } catch (UnreadableValueException e) {
      return false;
    }
  }

  Instant instant(String text) throws UnreadableValueException {
    try {
      return inRange(parse(text), text);
    } catch (DateTimeException e) {
      throw new UnreadableValueException(
          RejectionCode.BAD_FORMAT, Excerpt.of(text) + " is not " + expected);
    }
  }

  Instant instant(long epoch) throws UnreadableValueException {
    String text = Long.toString(epoch);
    try {
      return inRange(
          equals(EPOCH_SECONDS) ? Instant.ofEpochSecond(epoch) : Instant.ofEpochMilli(epoch), text);
    } catch (DateTimeException e) {
      throw outOfRange(text);
    }
  }

  /** As JSON writes it in this format, which may be too coarse for it; empty if it cannot. */
  Optional<JsonNode> write(Instant instant) {
    if (pattern != null) {
      return pattern.text(instant).map(TextNode::valueOf);
    }
    if (isEpoch()) {
      return Optional.of(
          LongNode.valueOf(
              equals(EPOCH_SECONDS) ? instant.getEpochSecond() : instant.toEpochMilli()));
    }
    String text = instant.toString();
    return Optional.of(
        TextNode.valueOf(equals(LOCAL_DATE_TIME) ? text.substring(0, text.length() - 1) : text));
  }

  LocalDate date(String text) throws UnreadableValueException {
    return LocalDate.ofInstant(instant(text), ZoneOffset.UTC);
  }

  private Instant parse(String text) {
    if (pattern != null) {
      return pattern.instant(text);
    }
    if (equals(ISO)) {
      return IsoText.any(text);
    }
    if (equals(DATE)) {
      return IsoText.date(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return equals(DATE_TIME) ? IsoText.withOffset(text) : IsoText.withoutOffset(text);
  }

  private static Instant inRange(Instant instant, String text) throws UnreadableValueException {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw outOfRange(text);
    }
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  private static UnreadableValueException outOfRange(String text) {
    return new UnreadableValueException(
        RejectionCode.OUT_OF_RANGE, Excerpt.of(text) + " is outside of the years 1 to 9999");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimeFormat that
        && name.equals(that.name)
        && isPattern() == that.isPattern();
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, isPattern());
  }

  @Override
  public String toString() {
    return name;
  }
}
