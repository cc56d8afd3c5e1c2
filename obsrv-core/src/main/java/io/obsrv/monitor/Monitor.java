package io.obsrv.monitor;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.event.Counters;
import io.obsrv.event.DataStore;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Watching datasets. For many threads. */
public final class Monitor {
  private final Registry registry;
  private final DataStore store;
  private final QuarantineStore quarantine;
  private final Clock clock;

  /**
   * For the front door.
   *
   * @param registry which datasets there are
   * @param store where their figures are
   * @param quarantine where records that failed are
   * @param clock says what time it is
   */
  public Monitor(Registry registry, DataStore store, QuarantineStore quarantine, Clock clock) {
    this.registry = registry;
    this.store = store;
    this.quarantine = quarantine;
    this.clock = clock;
  }

  /**
   * The figures of a dataset, counted by its commits and kept with them.
   *
   * @param id the dataset, or an alias of it
   * @return the figures
   * @throws NotFoundException if there is no such dataset
   */
  public DatasetStats stats(String id) {
    Dataset dataset = dataset(named(id));
    Counters counters = store.counters(dataset.id());
    return new DatasetStats(
        dataset,
        counters,
        counters.lastCommit().map(this::since),
        counters.newestEventTime().map(this::since));
  }

  /**
   * The records of a dataset in quarantine, oldest first.
   *
   * @param id the dataset, or an alias of it
   * @param after only those with a higher number; 0 from the beginning
   * @param limit at most so many, at least 1
   * @return the records
   * @throws NotFoundException if there is no such dataset
   */
  public List<QuarantinedEvent> quarantined(String id, long after, int limit) {
    checkArgument(after >= 0, "after is %s, must be at least 0", after);
    checkArgument(limit >= 1, "limit is %s, must be at least 1", limit);
    return quarantine.read(dataset(named(id)).id(), QuarantineFilter.ALL, after, limit);
  }

  private static DatasetId named(String id) {
    return DatasetId.of(requireNonNull(id, "id"));
  }

  private Dataset dataset(DatasetId id) {
    return registry.named(id).orElseThrow(() -> NotFoundException.dataset(id));
  }

  private Duration since(Instant then) {
    return Duration.between(then, clock.instant());
  }
}
