package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * The port that takes a whole dataset out of a store and puts it back. The dataset takes no records
 * meanwhile. For many threads.
 */
public interface ArchiveStore {

  /**
   * Reads everything there is of a dataset, some at a time: each part in the order of {@link
   * ArchiveEntry#PARTS}, the entries of a part in an order that is always the same.
   *
   * @param layout the live version
   * @param sink is given each entry
   * @throws IllegalStateException if another version is live, or none
   */
  void dump(Layout layout, Consumer<ArchiveEntry> sink);

  /**
   * Makes a dataset's namespace new and fills it; what was there under the id goes first. The
   * version is live then and takes no records until it is told to. All or nothing for an observer.
   * Can be repeated.
   *
   * @param layout the version that was live when it was dumped
   * @param entries what {@link #dump} gave, of this store or of another
   * @param hold asked while nobody else can make or remove the namespace
   * @throws io.obsrv.error.InvalidException if they are no dump of this version; if that is not
   *     seen at once, there is nothing under the id afterwards
   * @throws LeaseLostException if the hold is lost; what is there then is not of this call
   */
  void restore(Layout layout, Iterator<ArchiveEntry> entries, Hold hold);

  /**
   * Fills a namespace where nobody else can.
   *
   * @param layout the version that was live when it was dumped
   * @param entries what {@link #dump} gave, of this store or of another
   */
  default void restore(Layout layout, Iterator<ArchiveEntry> entries) {
    restore(layout, entries, Hold.granted());
  }

  /**
   * Removes everything there is of a version's dataset at the location that the version names, as
   * {@link #drop(DatasetId, Hold)} does.
   *
   * @param layout the version
   * @param hold asked while nobody else can make or remove the namespace
   * @throws LeaseLostException if the hold is lost; nothing is removed then
   */
  default void drop(Layout layout, Hold hold) {
    drop(layout.id(), hold);
  }

  /**
   * Removes everything there is of a dataset, its namespace and files included. Work under way is
   * waited for or fails; other datasets do not notice. Does nothing where there is none. Can be
   * repeated.
   *
   * @param id the dataset
   * @param hold asked while nobody else can make or remove the namespace
   * @throws LeaseLostException if the hold is lost; nothing is removed then
   */
  void drop(DatasetId id, Hold hold);

  /**
   * Removes everything there is of a dataset where nobody else can.
   *
   * @param id the dataset
   */
  default void drop(DatasetId id) {
    drop(id, Hold.granted());
  }
}
