package io.obsrv.storage;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The way to the leases of a dataset. Has no state of its own. */
final class MemoryLeaseStore implements LeaseStore {
  private final MemoryDataStore data;
  private final Clock clock;

  MemoryLeaseStore(MemoryDataStore data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  @Override
  public Optional<HeldLease> acquire(DatasetId id, String name, String holder, Duration time) {
    return data.find(id)
        .flatMap(d -> d.call(parts -> parts.leases().acquire(name, holder, time, clock.instant())));
  }

  @Override
  public boolean renew(DatasetId id, HeldLease lease) {
    return data.dataset(id).call(parts -> parts.leases().renew(lease, clock.instant()));
  }

  @Override
  public boolean isHeld(DatasetId id, HeldLease lease) {
    return data.dataset(id).call(parts -> parts.leases().isHeld(lease));
  }

  @Override
  public void release(DatasetId id, HeldLease lease) {
    data.dataset(id).run(parts -> parts.leases().release(lease));
  }
}
