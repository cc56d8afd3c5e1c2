package io.obsrv.table;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The width of a time bucket. A bucket is named by its start in the dataset's time zone. */
public enum Granularity {
  /** Minutes of the clock. */
  MINUTE(Duration.ofMinutes(1)) {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return time.truncatedTo(ChronoUnit.MINUTES);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusMinutes(1);
    }
  },
  /** Hours of the clock. */
  HOUR(Duration.ofHours(2)) {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return time.truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusHours(1);
    }
  },
  /** Calendar days. */
  DAY(Duration.ofHours(25)) {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return startOf(time.toLocalDate(), time);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusDays(1);
    }
  },
  /** Weeks of ISO 8601, beginning on Monday. */
  WEEK(Duration.ofDays(7).plusHours(1)) {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return startOf(
          time.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), time);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusWeeks(1);
    }
  },
  /** Calendar months. */
  MONTH(Duration.ofDays(31).plusHours(1)) {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return startOf(time.toLocalDate().withDayOfMonth(1), time);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusMonths(1);
    }
  },
  /** Calendar years. */
  YEAR(Duration.ofDays(366).plusHours(1)) {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return startOf(time.toLocalDate().withDayOfYear(1), time);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusYears(1);
    }
  };

  private final Duration longest;

  Granularity(Duration longest) {
    this.longest = longest;
  }

  abstract ZonedDateTime floor(ZonedDateTime time);

  abstract ZonedDateTime next(ZonedDateTime start);

  /**
   * The bucket of an instant.
   *
   * @param instant any instant
   * @param zone whose calendar decides
   * @return the start of the bucket; where clocks were put forward over it, when that was done
   */
  public Instant start(Instant instant, ZoneId zone) {
    Instant start = floor(instant.atZone(zone)).toInstant();
    return start.isAfter(instant)
        ? zone.getRules().previousTransition(instant.plusNanos(1)).getInstant()
        : start;
  }

  /**
   * The bucket of a date.
   *
   * @param date any date
   * @return the first day of the bucket; the date itself for buckets shorter than a day
   */
  public LocalDate start(LocalDate date) {
    return floor(date.atStartOfDay(ZoneOffset.UTC)).toLocalDate();
  }

  /** The start of the bucket behind one, given its start. */
  Instant next(Instant start, ZoneId zone) {
    return start(next(start.atZone(zone)).toInstant(), zone);
  }

  /** The same for buckets of dates, none of which is shorter than a day. */
  LocalDate next(LocalDate start) {
    LocalDate next = next(start.atStartOfDay(ZoneOffset.UTC)).toLocalDate();
    return next.isAfter(start) ? next : start.plusDays(1);
  }

  /**
   * How long a bucket is at most.
   *
   * @return with the hour that a change of the clocks may add
   */
  public Duration longest() {
    return longest;
  }

  /**
   * The name used in definitions and on command lines.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static ZonedDateTime startOf(LocalDate date, ZonedDateTime time) {
    return date.atStartOfDay(time.getZone());
  }
}
