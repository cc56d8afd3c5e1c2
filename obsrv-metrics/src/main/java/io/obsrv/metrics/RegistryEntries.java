package io.obsrv.metrics;

import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one dataset has in the registry: all of its metrics or, once withdrawn, none. Metrics that
 * are not in the registry still count. The monitor of this object owns the state.
 */
final class RegistryEntries {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryEntries.class);

  private final MetricRegistry registry;
  private final String path;
  private final Set<String> names = new LinkedHashSet<>();
  private boolean withdrawn;

  RegistryEntries(MetricRegistry registry, String path) {
    this.registry = registry;
    this.path = path;
  }

  synchronized <M extends Metric> M add(String name, M metric) {
    if (!withdrawn) {
      register(path + "." + name, metric);
    }
    return metric;
  }

  synchronized void withdraw() {
    withdrawn = true;
    names.forEach(this::remove);
    names.clear();
  }

  private void register(String name, Metric metric) {
    try {
      names.add(name);
      registry.register(name, metric);
    } catch (RuntimeException e) {
      if (registry.getMetrics().get(name) != metric) {
        names.remove(name);
      }
      withdraw();
      LOG.warn(
          "Nothing under '{}' is in the metric registry, because '{}' could not be added. If another library instance"
              + " uses the registry, give each a prefix of its own: DropwizardTelemetry.on(registry, \"prefix\").",
          path,
          name,
          e);
    }
  }

  private void remove(String name) {
    try {
      registry.remove(name);
    } catch (RuntimeException e) {
      LOG.warn("A listener of the metric registry failed when '{}' was removed.", name, e);
    }
  }
}
