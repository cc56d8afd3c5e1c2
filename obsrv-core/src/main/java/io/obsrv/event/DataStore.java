package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Location;
import io.obsrv.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The port that keeps the rows of datasets. Every method is atomic; each dataset has a namespace of
 * its own, with a control row that names the live version and whether records are taken. For many
 * threads.
 */
public interface DataStore {

  /**
   * The locations whose datasets can be stored here.
   *
   * @return at least one
   */
  default Set<Location> locations() {
    return Set.of(Location.HOME);
  }

  /**
   * The location that is written in the namespace of a dataset, which is that of the first version
   * that was live in it. A commit of a layout that names another one is refused.
   *
   * @param id the dataset
   * @return the location; empty if there is no namespace, or no version was ever live in it
   */
  Optional<Location> location(DatasetId id);

  /**
   * Whether a version of a dataset is live where another version of it is to be.
   *
   * @param layout says where
   * @return true if what is there under the dataset's id has rows, or had some
   */
  default boolean holds(Layout layout) {
    return location(layout.id()).isPresent();
  }

  /**
   * What is stored of a dataset, found by looking. Counts the rows of every table.
   *
   * @param id the dataset
   * @return what there is, by the location at which it was found; nothing if nothing is
   */
  SortedMap<Location, Holding> holdings(DatasetId id);

  /**
   * What stands in the way of storing a definition here, beyond what is wrong with it anywhere.
   *
   * @param layout the layout to store
   * @return all problems; none if it can be stored
   */
  default List<Problem> problems(Layout layout) {
    return List.of();
  }

  /**
   * Makes room for a version beside the live one: namespace, columns, tables. Only adds, and can be
   * repeated. A column that a later version does not declare stays stored.
   *
   * @param layout the version
   * @param hold asked while nobody else can make room
   * @throws io.obsrv.error.InvalidException if a column is stored with another type; nothing is
   *     changed then
   * @throws LeaseLostException if the hold is lost; nothing is changed then
   */
  void prepare(Layout layout, Hold hold);

  /**
   * Makes room for a version where nobody else can.
   *
   * @param layout the version
   */
  default void prepare(Layout layout) {
    prepare(layout, Hold.granted());
  }

  /**
   * Brings the rows there are along to a prepared version, as far as that can be done while the
   * live version goes on taking records; {@link #activate} does the rest. Can be repeated, and goes
   * on where it was broken off.
   *
   * @param layout the version
   * @param policy what becomes of it if rows contradict the version
   * @param hold asked, again and again, while nobody else can bring rows along
   * @throws io.obsrv.error.InvalidException if rows contradict the version and that is refused
   * @throws LeaseLostException if the hold is lost; what was brought along by then is kept
   */
  void backfill(Layout layout, OnContradiction policy, Hold hold);

  /**
   * Brings the rows there are along where nobody else can.
   *
   * @param layout the version
   * @param policy what becomes of it if rows contradict the version
   */
  default void backfill(Layout layout, OnContradiction policy) {
    backfill(layout, policy, Hold.granted());
  }

  /**
   * Makes a prepared version the live one, with every row brought along, its keys found by the
   * version's key, and its aggregate tables filled from the rows there are. The first version lets
   * records in; a later one leaves it to {@link #admit}. A table that the version before kept up to
   * date under the same declaration goes on. Can be repeated.
   *
   * @param layout the version
   * @param policy what becomes of it if rows contradict the version, or groups are lost
   * @param hold asked while nobody else can change what is live
   * @throws io.obsrv.error.InvalidException if rows contradict the version or groups are lost, and
   *     that is refused; nothing is changed then
   * @throws LeaseLostException if the hold is lost; nothing is changed then
   */
  void activate(Layout layout, OnContradiction policy, Hold hold);

  /**
   * Makes a prepared version the live one where nobody else can.
   *
   * @param layout the version
   * @param policy what becomes of it if rows contradict the version, or groups are lost
   */
  default void activate(Layout layout, OnContradiction policy) {
    activate(layout, policy, Hold.granted());
  }

  /**
   * What of the rows there are contradicts a version. Reads every row, and changes nothing.
   *
   * @param layout the version
   * @return one for each field and cause; none if every row can be brought along
   */
  List<ContradictingRows> contradictions(Layout layout);

  /**
   * Drops the tables that a live version does not use, and columns of versions that were given up.
   * Can be repeated.
   *
   * @param layout the live version
   * @param hold asked while nobody else can make room for another version
   * @throws LeaseLostException if the hold is lost; nothing is changed then
   */
  void settle(Layout layout, Hold hold);

  /**
   * Drops what a live version does not use where nobody else can make room for another one.
   *
   * @param layout the live version
   */
  default void settle(Layout layout) {
    settle(layout, Hold.granted());
  }

  /**
   * Stops or allows commits. Does nothing where no version is live. Can be repeated.
   *
   * @param layout the live version
   * @param open whether records are taken
   * @param hold asked while nobody else can change that
   * @throws LeaseLostException if the hold is lost; nothing is changed then
   */
  void admit(Layout layout, boolean open, Hold hold);

  /**
   * Stops or allows commits where nobody else can.
   *
   * @param layout the live version
   * @param open whether records are taken
   */
  default void admit(Layout layout, boolean open) {
    admit(layout, open, Hold.granted());
  }

  /**
   * Writes a batch, whole or not at all, if the layout names the location of the namespace. Where
   * rows are only added, a candidate is a duplicate if its key was accepted within the window
   * before now, its end included, or earlier in the batch. Where there is one row per key, it is
   * one if it is older than that row, or equal to it.
   *
   * @param commit everything the batch writes
   * @return what became of it
   * @throws CommitOutcomeUnknownException if the store failed while committing
   * @throws io.obsrv.dataset.LocationException if the namespace is of another location
   */
  CommitResult commit(Commit commit);

  /**
   * Writes a batch as part of a transaction of the application: it is stored when that commits, and
   * not if it rolls back. Others who write to the dataset wait until it has ended. What fails
   * leaves the transaction as it was before. Default: refused.
   *
   * @param commit everything the batch writes
   * @param transaction the transaction, in the database where the dataset lives
   * @return what becomes of it
   * @throws TransactionRefusedException if the batch cannot be part of the transaction
   */
  default CommitResult commit(Commit commit, CallerTransaction transaction) {
    throw new TransactionRefusedException(
        commit.layout().id(),
        "its storage has no transactions that an application can begin. Ingest without one, or keep"
            + " the dataset in PostgreSQL.",
        null);
  }

  /**
   * Removes some of what is past its retention, in transactions that are soon over: groups of
   * tables with a retention of their own; rows, with their keys and what aggregate tables count of
   * them, or freeze; and what is known of rows that were deleted. Destinations are not told. To be
   * called again until nothing is left.
   *
   * @param expiry what is due
   * @param after only rows with a higher number; 0 to begin with
   * @return what was removed; empty, with nothing removed, if another version is live, or if the
   *     lease was lost
   */
  Optional<ExpiredPart> expire(Expiry expiry, long after);

  /**
   * What tables of the live version lose if a version is activated.
   *
   * @param layout the version
   * @return one for each table that has frozen groups, and does not go on
   */
  List<LostGroups> losses(Layout layout);

  /**
   * How far a split has been read.
   *
   * @param id the dataset
   * @param source the source's name
   * @param split the split's id
   * @return the checkpoint of the last commit; empty if there was none
   */
  Optional<Checkpoint> checkpoint(DatasetId id, String source, String split);

  /**
   * What the commits have counted.
   *
   * @param id the dataset
   * @return the counters; zero for a dataset without a namespace
   */
  Counters counters(DatasetId id);

  /**
   * What the rows of a dataset are now, without reading them.
   *
   * @param layout the live version of the dataset
   * @return the state; {@link RowsState#NONE} for a dataset without a namespace
   */
  RowsState state(Layout layout);

  /**
   * The rows with some keys, of a dataset that has one row per key, as of one moment.
   *
   * @param layout the live version of the dataset
   * @param keys the keys
   * @return the rows there are, and the state they are of
   */
  Lookup lookup(Layout layout, Set<String> keys);

  /**
   * Reads every row, as of one moment, in the order they were stored.
   *
   * @param layout whose columns to read
   * @param reader is given each row
   */
  void scan(Layout layout, Consumer<StoredRow> reader);
}
