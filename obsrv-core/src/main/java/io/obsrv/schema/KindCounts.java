package io.obsrv.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many values of each kind were seen. Mutable, for one thread. */
final class KindCounts {
  private final Map<ValueKind, Long> counts = new EnumMap<>(ValueKind.class);

  void add(ValueKind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  long of(ValueKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** The kinds that were seen, in their natural order. */
  Set<ValueKind> kinds() {
    return Collections.unmodifiableSet(counts.keySet());
  }

  KindCounts plus(KindCounts other) {
    KindCounts sum = new KindCounts();
    sum.counts.putAll(counts);
    other.counts.forEach((kind, count) -> sum.counts.merge(kind, count, Long::sum));
    return sum;
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** For example {@code 3 strings, 1 integer and 2 objects}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    counts.forEach((kind, count) -> parts.add(kind.counted(count)));
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
