package io.obsrv.dataset;

import java.time.Duration;
import java.util.Optional;

/**
 * The port that keeps leases: which of several processes does a piece of a dataset's work. Every
 * method is atomic. For many threads and processes.
 *
 * <p>Time is that of the store's clock in the process that asks. The clocks should agree within a
 * fraction of the time that leases last; where they do not, work changes hands too early or too
 * late, and no more: that nobody writes who has lost a lease rests on its epoch alone.
 */
public interface LeaseStore {

  /**
   * Takes a lease that nobody has, or that was not renewed in time. A holder that has it is given
   * it anew, and what it still does under the old one is refused.
   *
   * @param id the dataset
   * @param name what the lease is on
   * @param holder who asks, a name that no other library instance has
   * @param time how long it lasts
   * @return the lease; empty if somebody else has it, or the dataset has no namespace
   */
  Optional<HeldLease> acquire(DatasetId id, String name, String holder, Duration time);

  /**
   * Makes a lease last from now on.
   *
   * @param id the dataset
   * @param lease the lease
   * @return false if it is lost
   */
  boolean renew(DatasetId id, HeldLease lease);

  /**
   * Whether a lease is not lost, without making it last. May be asked on a thread that is in the
   * middle of something else in the store.
   *
   * @param id the dataset
   * @param lease the lease
   * @return false if it is lost
   */
  boolean isHeld(DatasetId id, HeldLease lease);

  /**
   * Gives a lease back, so that others need not wait for its end. Does nothing if it is lost.
   *
   * @param id the dataset
   * @param lease the lease
   */
  void release(DatasetId id, HeldLease lease);
}
