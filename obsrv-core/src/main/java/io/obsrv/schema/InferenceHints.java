package io.obsrv.schema;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the user says of columns, by flattened name, before any record is looked at. Mutable. */
final class InferenceHints {
  private final Set<String> numeric = new LinkedHashSet<>();
  private final Map<String, Optional<TimeFormat>> times = new LinkedHashMap<>();

  void numeric(String column) {
    numeric.add(column);
  }

  void time(String column, Optional<TimeFormat> pattern) {
    times.put(column, pattern);
  }

  boolean isNumeric(String column) {
    return numeric.contains(column);
  }

  Optional<TimeStats> time(String column) {
    return Optional.ofNullable(times.get(column)).map(TimeStats::new);
  }

  Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(numeric);
    columns.addAll(times.keySet());
    return columns;
  }
}
