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
    return data.dataset(id).quarantine(q -> q.read(filter, after, limit));
  }

  @Override
  public List<QuarantineSize> sizes(DatasetId id, QuarantineFilter filter, long after, int limit) {
    return data.dataset(id).quarantine(q -> q.sizes(filter, after, limit));
  }

  @Override
  public long last(DatasetId id) {
    return data.dataset(id).quarantine(MemoryQuarantine::last);
  }

  @Override
  public List<QuarantineCause> causes(DatasetId id) {
    return data.dataset(id).quarantine(MemoryQuarantine::causes);
  }

  @Override
  public boolean patch(DatasetId id, QuarantinedEvent seen, byte[] raw, String actor) {
    return data.dataset(id).quarantine(q -> q.patch(seen, raw, actor, clock.instant()));
  }

  @Override
  public List<Long> remove(
      DatasetId id, List<Long> records, QuarantineAction action, String actor, String reason) {
    return data.dataset(id).removeQuarantined(records, action, actor, reason, clock.instant());
  }

  @Override
  public List<Long> expire(Expiry expiry, List<Long> records, String actor, String reason) {
    return data.dataset(expiry.layout().id())
        .expireQuarantined(expiry, records, actor, reason, clock.instant());
  }

  @Override
  public List<QuarantineEntry> trail(DatasetId id, long record) {
    return data.dataset(id).quarantine(q -> q.trail(record));
  }
}
