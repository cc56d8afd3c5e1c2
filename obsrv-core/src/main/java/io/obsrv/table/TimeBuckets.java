package io.obsrv.table;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time buckets of an aggregate table. A bucket is told by its start, in the type of the time
 * column; of a date, that is the instant at which it begins in the zone.
 *
 * @param every their width
 * @param zone whose calendar decides
 * @param time the time column
 * @param position where that column is in the rows
 */
record TimeBuckets(Granularity every, ZoneId zone, Column time, int position) {

  /** The bucket that a value of the time column is in. */
  Object of(Object value) {
    return value instanceof LocalDate date ? every.start(date) : every.start((Instant) value, zone);
  }

  /** The bucket that an instant is in. */
  Object at(Instant instant) {
    return of(time.type() == ColumnType.DATE ? LocalDate.ofInstant(instant, zone) : instant);
  }

  /** When a bucket begins. */
  Instant begin(Object bucket) {
    return bucket instanceof LocalDate date
        ? date.atStartOfDay(zone).toInstant()
        : (Instant) bucket;
  }

  /** When a bucket is over. */
  Instant end(Object bucket) {
    return bucket instanceof LocalDate date
        ? begin(every.next(date))
        : every.next((Instant) bucket, zone);
  }
}
