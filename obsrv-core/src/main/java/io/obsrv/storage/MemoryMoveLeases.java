package io.obsrv.storage;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The leases of a registry. Its own monitor guards its map. */
final class MemoryMoveLeases implements LeaseStore {
  private final Gate gate;
  private final Clock clock;
  private final Map<DatasetId, MemoryLeases> leases = new HashMap<>();

  MemoryMoveLeases(Gate gate, Clock clock) {
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<HeldLease> acquire(
      DatasetId id, String name, String holder, Duration time) {
    return of(id).acquire(name, holder, time, clock.instant());
  }

  @Override
  public synchronized boolean renew(DatasetId id, HeldLease lease) {
    return of(id).renew(lease, clock.instant());
  }

  @Override
  public synchronized boolean isHeld(DatasetId id, HeldLease lease) {
    return of(id).isHeld(lease);
  }

  @Override
  public synchronized void release(DatasetId id, HeldLease lease) {
    of(id).release(lease);
  }

  private MemoryLeases of(DatasetId id) {
    gate.pass();
    return leases.computeIfAbsent(id, name -> new MemoryLeases());
  }
}
