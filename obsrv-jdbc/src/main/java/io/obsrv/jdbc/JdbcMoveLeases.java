package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Leases beside the registry, each under its dataset's name. Has no state of its own. */
final class JdbcMoveLeases implements LeaseStore {
  private static final String TASK = "keep the leases of";

  private final Transactions transactions;
  private final Clock clock;

  JdbcMoveLeases(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Optional<HeldLease> acquire(DatasetId id, String name, String holder, Duration time) {
    try {
      return transactions
          .inRegistry(
              Purpose.WORK,
              TASK,
              session ->
                  LeaseRows.acquire(session, stored(id, name), holder, time, clock.instant()))
          .map(lease -> new HeldLease(name, holder, lease.epoch(), time));
    } catch (StorageException e) {
      // Somebody else was given it at the same instant, for the first time.
      if (Failures.sql(e).filter(Failures::isUniqueViolation).isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public boolean renew(DatasetId id, HeldLease lease) {
    return transactions.inRegistry(
        Purpose.WORK,
        TASK,
        session -> LeaseRows.renew(session, stored(id, lease), clock.instant()));
  }

  @Override
  public boolean isHeld(DatasetId id, HeldLease lease) {
    return transactions.inRegistry(
        Purpose.READ, TASK, session -> LeaseRows.isHeld(session, stored(id, lease)));
  }

  @Override
  public void release(DatasetId id, HeldLease lease) {
    transactions.inRegistry(
        Purpose.WORK,
        TASK,
        session -> {
          LeaseRows.release(session, stored(id, lease), clock.instant());
          return true;
        });
  }

  private static HeldLease stored(DatasetId id, HeldLease lease) {
    return new HeldLease(stored(id, lease.name()), lease.holder(), lease.epoch(), lease.time());
  }

  private static String stored(DatasetId id, String name) {
    return id + "/" + name;
  }
}
