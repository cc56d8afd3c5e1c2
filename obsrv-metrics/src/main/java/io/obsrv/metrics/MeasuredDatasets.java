package io.obsrv.metrics;

import io.obsrv.dataset.DatasetId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Which datasets are measured. The monitor of this object owns the state; the map can be read
 * without it.
 *
 * <p>Work in flight can be reported after its dataset was released. It must not bring the metrics
 * back, for nobody would remove them again. So the time of each release is remembered for a day,
 * and only work that began later counts as new use, as it does when a dataset is reinstated or a
 * retired one is queried.
 */
final class MeasuredDatasets {
  /** Longer than any work goes on. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final Clock clock;
  private final Function<DatasetId, DatasetMetrics> create;
  private final ConcurrentMap<DatasetId, DatasetMetrics> measured = new ConcurrentHashMap<>();

  /** In the order in which they were released. */
  private final Map<DatasetId, Instant> released = new LinkedHashMap<>();

  private boolean closed;

  MeasuredDatasets(Clock clock, Function<DatasetId, DatasetMetrics> create) {
    this.clock = clock;
    this.create = create;
  }

  Optional<DatasetMetrics> find(DatasetId id) {
    return Optional.ofNullable(measured.get(id));
  }

  /** Tells the dataset's metrics of work that began at a known time. */
  void tell(DatasetId id, Instant began, Consumer<DatasetMetrics> news) {
    find(id).or(() -> begin(id, began)).ifPresent(news);
  }

  private synchronized Optional<DatasetMetrics> begin(DatasetId id, Instant began) {
    Instant release = released.get(id);
    if (closed || (release != null && !began.isAfter(release))) {
      return find(id);
    }
    released.remove(id);
    return Optional.of(measured.computeIfAbsent(id, create));
  }

  synchronized void release(DatasetId id) {
    Instant now = clock.instant();
    released.remove(id);
    released.put(id, now);
    forget(now.minus(REMEMBERED));
    DatasetMetrics metrics = measured.remove(id);
    if (metrics != null) {
      metrics.entries().withdraw();
    }
  }

  private void forget(Instant before) {
    Iterator<Instant> times = released.values().iterator();
    while (times.hasNext() && times.next().isBefore(before)) {
      times.remove();
    }
  }

  /** How many releases are remembered. */
  synchronized int releases() {
    return released.size();
  }

  synchronized void close() {
    closed = true;
    List.copyOf(measured.keySet()).forEach(this::release);
    released.clear();
  }
}
