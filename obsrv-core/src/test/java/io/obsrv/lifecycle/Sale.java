package io.obsrv.lifecycle;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@link TwentyVersions} as it is sent under every one of them, and what a version
 * makes of it.
 *
 * @param sender who sends it
 * @param number its number, from 0 per sender
 */
record Sale(String sender, int number) {
  /** From this version on until the next bound, an amount below zero fails. */
  static final int CHECKED_FROM = 8;

  static final int CHECKED_BEFORE = 17;

  static Sale of(String id) {
    int dash = id.indexOf('-');
    return new Sale(id.substring(0, dash), Integer.parseInt(id.substring(dash + 1)));
  }

  String id() {
    return sender + "-" + number;
  }

  String json() {
    return """
        {"id": "%s", "city": "%s", "amount": %d, "day": "%s", "at": "%s", "f2": "two", "f6": "six", "f13": "many"}"""
        .formatted(id(), city(), amount(), day(), at());
  }

  private String city() {
    return "c" + number % 7;
  }

  private long amount() {
    return number % 8 == 0 ? -1 - number : number;
  }

  private LocalDate day() {
    return LocalDate.of(2026, 3, 1 + number % 28);
  }

  private Instant at() {
    return Instant.parse("2026-03-01T00:00:00Z").plusSeconds(number * 600L);
  }

  boolean fails(int version) {
    return amount() < 0 && version >= CHECKED_FROM && version < CHECKED_BEFORE;
  }

  /** The value of a column where it was written under a version. */
  @Nullable Object value(Column column, int version) {
    return switch (column.name()) {
      case "id" -> id();
      case "city", "town" -> city();
      case "amount" -> amount(column, amount());
      case "day" ->
          column.type() == ColumnType.DATE ? day() : day().atStartOfDay(ZoneOffset.UTC).toInstant();
      case "at" -> at();
      case "f2" -> version >= 2 ? "two" : null;
      case "f6" -> version >= 6 ? "six" : null;
      case "f13" -> version >= 13 ? "many" : null;
      case "origin" -> "none";
      case "more" -> more(version);
      default -> throw new IllegalArgumentException(column.name());
    };
  }

  private static Object amount(Column column, long amount) {
    return column.type() == ColumnType.INTEGER ? (Object) amount : (Object) (double) amount;
  }

  private @Nullable Double more(int version) {
    return switch (version) {
      case 12, 13, 14 -> amount() * 2.0;
      case 15 -> amount() * 3.0;
      default -> null;
    };
  }
}
