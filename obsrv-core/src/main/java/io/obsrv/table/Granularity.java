package io.obsrv.table;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The width of a time bucket. A bucket is named by its start in the dataset's time zone. */
public enum Granularity {
  /** Minutes of the clock. */
  MINUTE {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return time.truncatedTo(ChronoUnit.MINUTES);
    }
  },
  /** Hours of the clock. */
  HOUR {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return time.truncatedTo(ChronoUnit.HOURS);
    }
  },
  /** Calendar days. */
  DAY {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return startOf(time.toLocalDate(), time);
    }
  },
  /** Weeks of ISO 8601, beginning on Monday. */
  WEEK {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return startOf(
          time.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), time);
    }
  },
  /** Calendar months. */
  MONTH {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return startOf(time.toLocalDate().withDayOfMonth(1), time);
    }
  },
  /** Calendar years. */
  YEAR {
    @Override
    ZonedDateTime floor(ZonedDateTime time) {
      return startOf(time.toLocalDate().withDayOfYear(1), time);
    }
  };

  abstract ZonedDateTime floor(ZonedDateTime time);

  /**
   * The bucket of an instant.
   *
   * @param instant any instant
   * @param zone whose calendar decides
   * @return the start of the bucket
   */
  public Instant start(Instant instant, ZoneId zone) {
    return floor(instant.atZone(zone)).toInstant();
  }

  /**
   * The bucket of a date.
   *
   * @param date any date
   * @return the first day of the bucket; the date itself for buckets shorter than a day
   */
  public LocalDate start(LocalDate date) {
    return floor(date.atStartOfDay(java.time.ZoneOffset.UTC)).toLocalDate();
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
