package io.obsrv.storage.located;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Expiry;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineCause;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import java.util.List;

/** The records that failed, at the locations of their datasets. Has no state of its own. */
final class LocatedQuarantineStore implements QuarantineStore {
  private final Places places;

  LocatedQuarantineStore(Places places) {
    this.places = places;
  }

  @Override
  public List<QuarantinedEvent> read(DatasetId id, QuarantineFilter filter, long after, int limit) {
    return of(id).read(id, filter, after, limit);
  }

  @Override
  public List<QuarantineSize> sizes(DatasetId id, QuarantineFilter filter, long after, int limit) {
    return of(id).sizes(id, filter, after, limit);
  }

  @Override
  public long last(DatasetId id) {
    return of(id).last(id);
  }

  @Override
  public List<QuarantineCause> causes(DatasetId id) {
    return of(id).causes(id);
  }

  @Override
  public boolean patch(DatasetId id, QuarantinedEvent seen, byte[] raw, String actor) {
    return places.toChange(id).quarantine().patch(id, seen, raw, actor);
  }

  @Override
  public List<Long> remove(
      DatasetId id, List<Long> records, QuarantineAction action, String actor, String reason) {
    return places.toChange(id).quarantine().remove(id, records, action, actor, reason);
  }

  @Override
  public List<Long> expire(Expiry expiry, List<Long> records, String actor, String reason) {
    return places
        .toChange(expiry.layout().id())
        .quarantine()
        .expire(expiry, records, actor, reason);
  }

  @Override
  public List<QuarantineEntry> trail(DatasetId id, long record) {
    return of(id).trail(id, record);
  }

  private QuarantineStore of(DatasetId id) {
    return places.of(id).quarantine();
  }
}
