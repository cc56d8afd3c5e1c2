package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The port that keeps, beside a dataset's rows, how its connectors are doing, and that tells
 * destinations what changed. Every method is atomic. For many threads.
 */
public interface ConnectorStore {

  /**
   * What a dataset holds or held, in the order of the records that made it so.
   *
   * @param layout the live version
   * @param after only changes with a higher sequence; 0 from the beginning
   * @param limit at most so many, and fewer where rows are large, as in a {@link ChangePage}
   * @return the changes, their sequences increasing; none only if there are none, or another
   *     version is live by now, whose rows this one would tell of without some of their values
   */
  List<StoredChange> changes(Layout layout, long after, int limit);

  /**
   * How far a destination has got.
   *
   * @param id the dataset
   * @param destination the destination's name
   * @return its progress; {@link Delivery#NONE} if it has none
   */
  Delivery delivery(DatasetId id, String destination);

  /**
   * Moves a destination on, if it still is where it was.
   *
   * @param id the dataset
   * @param destination the destination's name
   * @param from where it was
   * @param to where it is
   * @param lease under which it was brought on: it is moved only if nobody else has been given it,
   *     which then lasts from now on; empty where no other process can bring it on
   * @return false if another process has moved it, or the lease is lost
   */
  boolean deliver(
      DatasetId id, String destination, Delivery from, Delivery to, Optional<HeldLease> lease);

  /**
   * Sets how far a split of a source has been read. A reader that is at work is overtaken by its
   * next commit, and loses its lease.
   *
   * @param id the dataset
   * @param source the source's name
   * @param split the split's id
   * @param to where to go on; empty for the beginning
   * @param entry who asked for it, for the trail
   */
  void reset(
      DatasetId id, String source, String split, Optional<Checkpoint> to, ConnectorEntry entry);

  /**
   * What is kept of a connector.
   *
   * @param id the dataset
   * @param connector its role and name
   * @return what was put last; empty if nothing was
   */
  Optional<ConnectorRun> run(DatasetId id, String connector);

  /**
   * What is kept of all connectors of a dataset.
   *
   * @param id the dataset
   * @return what was put last, by role and name
   */
  Map<String, ConnectorRun> runs(DatasetId id);

  /**
   * Keeps that a connector has failed, unless another process has a lease on it, or on a part of
   * it: what fails in one process may well go on in another. One that was told to rest stays so.
   *
   * @param id the dataset; without effect if it has no namespace
   * @param connector its role and name
   * @param run that it has failed, and why
   * @param holder where: who may have leases on it all the same
   * @return false if it was not kept
   */
  boolean put(DatasetId id, String connector, ConnectorRun run, String holder);

  /**
   * Keeps what a connector is doing by now, if what is kept of it is what somebody saw.
   *
   * @param id the dataset
   * @param connector its role and name
   * @param from what was kept of it
   * @param to what it is doing
   * @return false if something else is kept
   */
  boolean replace(DatasetId id, String connector, ConnectorRun from, ConnectorRun to);

  /**
   * Keeps what a connector was told to do, and by whom. Whoever has a lease on it loses that, and
   * so learns of it.
   *
   * @param id the dataset; without effect if it has no namespace
   * @param run what it is to do
   * @param entry which connector, and who asked for it, for the trail
   */
  void put(DatasetId id, ConnectorRun run, ConnectorEntry entry);

  /**
   * Who did what to a connector.
   *
   * @param id the dataset
   * @param connector its role and name
   * @return the entries in their order
   */
  List<ConnectorEntry> trail(DatasetId id, String connector);
}
