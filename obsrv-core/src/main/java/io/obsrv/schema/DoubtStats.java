package io.obsrv.schema;

import io.obsrv.schema.CellText.Doubt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a field that could be numbers but are not taken for any. Mutable, for one thread.
 */
final class DoubtStats {
  private final NumberStats numbers = new NumberStats();
  private long count;
  private @Nullable Doubt first;
  private @Nullable Sighting sighting;

  void add(CellText cell, Doubt doubt, Sighting seen) {
    cell.number().ifPresent(numbers::add);
    count++;
    if (first == null) {
      first = doubt;
      sighting = seen;
    }
  }

  long count() {
    return count;
  }

  NumberStats numbers() {
    return numbers;
  }

  /** For example {@code '01234' in record 7 begins with a zero …}. */
  Optional<String> reason() {
    return Optional.ofNullable(first).map(doubt -> sighting + " " + doubt.reason());
  }
}
