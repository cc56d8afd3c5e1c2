package io.obsrv.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which formats all texts of a field have, and which values while they are few. Mutable, for one
 * thread.
 */
final class TextStats {
  /** More distinct values than this are no enumeration. */
  private static final int MAX_DISTINCT = 12;

  private static final int MAX_LENGTH = 80;
  private static final int SAMPLES_PER_VALUE = 5;

  private final List<TimeFormat> formats = new ArrayList<>(TimeFormat.OF_TEXT);
  private final Set<String> distinct = new LinkedHashSet<>();
  private boolean few = true;
  private long count;

  void addText(String text) {
    count++;
    // Trying a format costs an exception when it fails, so each fails once.
    formats.removeIf(format -> !format.accepts(text));
  }

  void addValue(String text) {
    if (few) {
      distinct.add(text);
      few = text.length() <= MAX_LENGTH && distinct.size() <= MAX_DISTINCT;
      if (!few) {
        distinct.clear();
      }
    }
  }

  /** The format that every text has. */
  Optional<TimeFormat> format() {
    return count == 0 ? Optional.empty() : formats.stream().findFirst();
  }

  /** The values, if they look like an enumeration; empty otherwise. */
  Set<String> enumeration(long values) {
    boolean repeated = values >= (long) SAMPLES_PER_VALUE * distinct.size();
    return few && repeated && distinct.size() > 1 ? distinct : Set.of();
  }
}
