package io.obsrv.table;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  /** The clocks of no zone have skipped or repeated more at once. */
  private static final Duration MARGIN = Duration.ofDays(1);

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

  /** What the time column holds in the rows of some buckets, null among them for those without. */
  Bound bound(Collection<@Nullable Object> buckets) {
    boolean orNull = buckets.stream().anyMatch(Objects::isNull);
    List<Object> known = new ArrayList<>();
    for (Object bucket : buckets) {
      if (bucket != null) {
        known.add(bucket);
      }
    }
    if (known.isEmpty()) {
      return new Bound.OneOf(position, Set.of(), orNull);
    }
    Object first = Collections.min(known, ValueOrder.ASCENDING);
    Object last = Collections.max(known, ValueOrder.ASCENDING);
    return new Bound.Between(
        position,
        Optional.of(moved(first, MARGIN.negated())),
        Optional.of(moved(last, every.longest().plus(MARGIN))),
        orNull);
  }

  private static Object moved(Object bucket, Duration by) {
    return bucket instanceof LocalDate date
        ? date.plusDays(by.toDays())
        : ((Instant) bucket).plus(by);
  }
}
