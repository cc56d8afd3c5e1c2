package io.obsrv.metrics;

import com.codahale.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Metrics of one kind whose names are not known before they happen, such as a counter per cause; in
 * the order they first happened. The monitor of this object owns the state.
 */
final class ByName<M extends Metric> {
  private final RegistryEntries entries;
  private final String path;
  private final Supplier<M> create;
  private final Map<String, M> metrics = new LinkedHashMap<>();

  ByName(RegistryEntries entries, String path, Supplier<M> create) {
    this.entries = entries;
    this.path = path;
    this.create = create;
  }

  synchronized M of(String name) {
    return metrics.computeIfAbsent(name, n -> entries.add(path + "." + n, create.get()));
  }

  synchronized Map<String, M> all() {
    return new LinkedHashMap<>(metrics);
  }
}
