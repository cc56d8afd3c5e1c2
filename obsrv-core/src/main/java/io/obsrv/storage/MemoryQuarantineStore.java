package io.obsrv.storage;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Expiry;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineCause;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import java.time.Clock;
import java.util.List;

/** The way to the quarantine of a dataset. Has no state of its own. */
final class MemoryQuarantineStore implements QuarantineStore {
  private final MemoryDataStore data;
  private final Clock clock;

  MemoryQuarantineStore(MemoryDataStore data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  @Override
  public List<QuarantinedEvent> read(DatasetId id, QuarantineFilter filter, long after, int limit) {
    return data.dataset(id).call(parts -> parts.quarantine().read(filter, after, limit));
  }

  @Override
  public List<QuarantineSize> sizes(DatasetId id, QuarantineFilter filter, long after, int limit) {
    return data.dataset(id).call(parts -> parts.quarantine().sizes(filter, after, limit));
  }

  @Override
  public long last(DatasetId id) {
    return data.dataset(id).call(parts -> parts.quarantine().last());
  }

  @Override
  public List<QuarantineCause> causes(DatasetId id) {
    return data.dataset(id).call(parts -> parts.quarantine().causes());
  }

  @Override
  public boolean patch(DatasetId id, QuarantinedEvent seen, byte[] raw, String actor) {
    return data.dataset(id)
        .call(parts -> parts.quarantine().patch(seen, raw, actor, clock.instant()));
  }

  @Override
  public List<Long> remove(
      DatasetId id, List<Long> records, QuarantineAction action, String actor, String reason) {
    return data.dataset(id).call(parts -> remove(parts, records, action, actor, reason));
  }

  @Override
  public List<Long> expire(Expiry expiry, List<Long> records, String actor, String reason) {
    return data.dataset(expiry.layout().id())
        .call(
            parts ->
                new MemoryExpiring(parts, expiry).isDueNow(clock.instant())
                    ? remove(parts, records, QuarantineAction.EXPIRED, actor, reason)
                    : List.of());
  }

  /** What is removed is counted as discarded. */
  private List<Long> remove(
      MemoryParts parts, List<Long> records, QuarantineAction action, String actor, String reason) {
    List<Long> removed = parts.quarantine().remove(records, action, actor, reason, clock.instant());
    parts.control().countDiscarded(removed.size());
    return removed;
  }

  @Override
  public List<QuarantineEntry> trail(DatasetId id, long record) {
    return data.dataset(id).call(parts -> parts.quarantine().trail(record));
  }
}
