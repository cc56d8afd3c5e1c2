package io.obsrv.storage.located;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import java.time.Duration;
import java.util.Optional;

/** The leases on the work of datasets, at their locations. Has no state of its own. */
final class LocatedLeaseStore implements LeaseStore {
  private final Places places;

  LocatedLeaseStore(Places places) {
    this.places = places;
  }

  @Override
  public Optional<HeldLease> acquire(DatasetId id, String name, String holder, Duration time) {
    return of(id).acquire(id, name, holder, time);
  }

  @Override
  public boolean renew(DatasetId id, HeldLease lease) {
    return of(id).renew(id, lease);
  }

  @Override
  public boolean isHeld(DatasetId id, HeldLease lease) {
    return of(id).isHeld(id, lease);
  }

  @Override
  public void release(DatasetId id, HeldLease lease) {
    of(id).release(id, lease);
  }

  private LeaseStore of(DatasetId id) {
    return places.of(id).leases();
  }
}
