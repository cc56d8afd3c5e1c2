package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lease that is renewed until it is closed or lost. For many threads. */
public final class Hold implements AutoCloseable {
  private static final Hold GRANTED = new Hold(null);

  private final @Nullable Kept kept;
  private volatile boolean lost;

  private record Kept(Leases leases, LeaseStore store, DatasetId id, HeldLease lease) {}

  private Hold(@Nullable Kept kept) {
    this.kept = kept;
  }

  Hold(Leases leases, LeaseStore store, DatasetId id, HeldLease lease) {
    this(new Kept(leases, store, id, lease));
  }

  /**
   * What nobody else can have.
   *
   * @return a hold without a lease, which is never lost
   */
  public static Hold granted() {
    return GRANTED;
  }

  /**
   * What is shown to the store.
   *
   * @return the lease; empty where none is needed
   */
  public Optional<HeldLease> lease() {
    return Optional.ofNullable(kept).map(Kept::lease);
  }

  /**
   * Whether somebody else was given it. What is written under it is refused then, whether or not
   * that was seen here.
   *
   * @return true once that was seen
   */
  public boolean isLost() {
    return lost;
  }

  /**
   * Asks the store whether it still holds, and makes it last from now on.
   *
   * @return false if it is lost
   */
  public boolean renew() {
    if (kept != null && !lost) {
      lost = !kept.store.renew(kept.id, kept.lease);
    }
    return !lost;
  }

  /**
   * Refuses what must not be done any more. A store asks while it keeps everybody else from the
   * same work: who is given the lease afterwards comes behind what is done now.
   *
   * @throws LeaseLostException if it is lost
   */
  public void require() {
    if (kept != null) {
      lost = lost || !kept.store.isHeld(kept.id, kept.lease);
      if (lost) {
        throw new LeaseLostException(kept.id);
      }
    }
  }

  String name() {
    return lease().map(HeldLease::name).orElse("");
  }

  String id() {
    return kept == null ? "" : kept.id.value();
  }

  /** Gives it back. Can be repeated; never throws. */
  @Override
  public void close() {
    if (kept != null) {
      kept.leases.giveBack(this, kept.store, kept.id, kept.lease);
    }
  }
}
