package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Leases beside the rows of a dataset. They are given and taken away under the lock of the control
 * row: a commit that has found its lease to hold is written before anybody else has it. Has no
 * state of its own.
 */
final class JdbcLeaseStore implements LeaseStore {
  private final Transactions transactions;
  private final Clock clock;

  JdbcLeaseStore(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Optional<HeldLease> acquire(DatasetId id, String name, String holder, Duration time) {
    boolean isTaken =
        in(
            Purpose.READ,
            id,
            true,
            session -> LeaseRows.isTaken(session, name, holder, clock.instant()));
    return isTaken
        ? Optional.empty()
        : in(
            Purpose.WORK,
            id,
            Optional.empty(),
            session -> {
              Control.lock(session);
              return LeaseRows.acquire(session, name, holder, time, clock.instant());
            });
  }

  @Override
  public boolean renew(DatasetId id, HeldLease lease) {
    return in(Purpose.WORK, id, false, session -> LeaseRows.renew(session, lease, clock.instant()));
  }

  @Override
  public boolean isHeld(DatasetId id, HeldLease lease) {
    return in(Purpose.READ, id, false, session -> LeaseRows.isHeld(session, lease));
  }

  @Override
  public void release(DatasetId id, HeldLease lease) {
    in(
        Purpose.WORK,
        id,
        false,
        session -> {
          Control.lock(session);
          LeaseRows.release(session, lease, clock.instant());
          return true;
        });
  }

  private <T> T in(Purpose purpose, DatasetId id, T absent, Work<T> work) {
    return transactions.inDataset(id, purpose, "keep the leases of", absent, work);
  }
}
