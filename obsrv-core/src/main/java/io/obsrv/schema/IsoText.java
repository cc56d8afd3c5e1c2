package io.obsrv.schema;

import com.google.common.base.CharMatcher;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Reads dates and times in the varieties of ISO 8601 that files hold. */
final class IsoText {
  /** PostgreSQL writes {@code +00}, many programs {@code +0000}. */
  private static final DateTimeFormatter SHORT_OFFSET =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("X")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final int DATE_LENGTH = 10;

  private IsoText() {}

  static Instant withOffset(String text) {
    Instant plain = IsoDigits.withOffset(text);
    if (plain != null) {
      return plain;
    }
    DateTimeFormatter formatter =
        hasSign(text, 3) || hasSign(text, 5)
            ? SHORT_OFFSET
            : DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    return OffsetDateTime.parse(withT(text), formatter).toInstant();
  }

  static Instant withoutOffset(String text) {
    return LocalDateTime.parse(withT(text)).toInstant(ZoneOffset.UTC);
  }

  static Instant any(String text) {
    if (text.length() <= DATE_LENGTH) {
      return date(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String time = text.substring(DATE_LENGTH);
    boolean offset = CharMatcher.anyOf("Zz+-").matchesAnyOf(time);
    return offset ? withOffset(text) : withoutOffset(text);
  }

  static LocalDate date(String text) {
    LocalDate plain = IsoDigits.date(text);
    return plain != null ? plain : LocalDate.parse(text);
  }

  /** Whether a closer look is worth its exception. */
  static boolean isLikely(String text) {
    return text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
  }

  private static boolean hasSign(String text, int fromEnd) {
    int i = text.length() - fromEnd;
    return i >= 0 && (text.charAt(i) == '+' || text.charAt(i) == '-');
  }

  private static String withT(String text) {
    return text.length() > 10 && text.charAt(10) == ' '
        ? text.substring(0, 10) + 'T' + text.substring(11)
        : text;
  }
}
