package io.obsrv.schema;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which time formats the values of a field have that is said to be the time. Mutable, for one
 * thread.
 */
final class TimeStats {
  /** In seconds the year 5138, in milliseconds 1973. */
  private static final long MILLIS_FROM = 100_000_000_000L;

  private final Optional<TimeFormat> pattern;
  private final Map<Optional<TimeFormat>, Long> counts = new LinkedHashMap<>();
  private final Map<Optional<TimeFormat>, Sighting> first = new LinkedHashMap<>();

  TimeStats(Optional<TimeFormat> pattern) {
    this.pattern = pattern;
  }

  void add(String text, Sighting seen) {
    List<TimeFormat> possible = pattern.map(List::of).orElse(TimeFormat.OF_TEXT);
    count(possible.stream().filter(format -> format.accepts(text)).findFirst(), seen);
  }

  void add(long epoch, Sighting seen) {
    TimeFormat format =
        epoch > -MILLIS_FROM && epoch < MILLIS_FROM
            ? TimeFormat.EPOCH_SECONDS
            : TimeFormat.EPOCH_MILLIS;
    count(Optional.of(format).filter(f -> pattern.isEmpty() && f.accepts(epoch)), seen);
  }

  /** A cell of digits is text to a pattern such as {@code yyyyMMdd}, and an epoch without one. */
  void addCell(CellText cell, String text, Sighting seen) {
    Optional<BigDecimal> epoch =
        cell.number().filter(n -> pattern.isEmpty() && cell.kind() == ValueKind.INTEGER);
    if (epoch.isPresent()) {
      add(epoch.get().longValueExact(), seen);
    } else {
      add(text, seen);
    }
  }

  /**
   * The format that most values have, where several of ISO 8601 count as one; what it would be by
   * default if there is no value at all.
   */
  Optional<TimeFormat> best(long values) {
    if (values == 0) {
      return Optional.of(pattern.orElse(TimeFormat.DATE_TIME));
    }
    Optional<TimeFormat> best =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey().isPresent())
            .max(Map.Entry.comparingByValue())
            .flatMap(Map.Entry::getKey);
    long mixed = fitting(Optional.of(TimeFormat.ISO));
    boolean isMix =
        TimeFormat.OF_TEXT.stream().filter(f -> fitting(Optional.of(f)) > 0).count() > 1;
    return isMix && mixed >= fitting(best) ? Optional.of(TimeFormat.ISO) : best;
  }

  long fitting(Optional<TimeFormat> format) {
    return counts.entrySet().stream()
        .filter(entry -> isWithin(entry.getKey(), format))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The first value of another format. */
  Optional<Sighting> firstOther(Optional<TimeFormat> format) {
    return first.entrySet().stream()
        .filter(entry -> !isWithin(entry.getKey(), format))
        .map(Map.Entry::getValue)
        .min(Comparator.comparingLong(Sighting::record));
  }

  private static boolean isWithin(Optional<TimeFormat> found, Optional<TimeFormat> format) {
    return found.isPresent()
        && (found.equals(format)
            || (format.equals(Optional.of(TimeFormat.ISO))
                && TimeFormat.OF_TEXT.contains(found.get())));
  }

  private void count(Optional<TimeFormat> format, Sighting seen) {
    counts.merge(format, 1L, Long::sum);
    first.putIfAbsent(format, seen);
  }
}
