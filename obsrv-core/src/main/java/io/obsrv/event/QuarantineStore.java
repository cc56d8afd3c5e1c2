package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import java.util.List;

/**
 * The port to the records that failed. They come and go by {@link DataStore#commit}; here they are
 * read, patched and given up. Every method is atomic and leaves a trail. For many threads.
 */
public interface QuarantineStore {

  /**
   * Records in quarantine, oldest first.
   *
   * @param id the dataset
   * @param filter which of them
   * @param after only those with a higher number; 0 for all
   * @param limit at most so many
   * @return the records
   */
  List<QuarantinedEvent> read(DatasetId id, QuarantineFilter filter, long after, int limit);

  /**
   * How large records in quarantine are, oldest first. Their bytes are not read.
   *
   * @param id the dataset
   * @param filter which of them
   * @param after only those with a higher number; 0 for all
   * @param limit at most so many
   * @return a line per record
   */
  List<QuarantineSize> sizes(DatasetId id, QuarantineFilter filter, long after, int limit);

  /**
   * The highest number that was given so far.
   *
   * @param id the dataset
   * @return the number; 0 if none was
   */
  long last(DatasetId id);

  /**
   * The causes there are, the most frequent one first.
   *
   * @param id the dataset
   * @return a line per stage and code
   */
  List<QuarantineCause> causes(DatasetId id);

  /**
   * Replaces a record's text, if it still is what was seen.
   *
   * @param id the dataset
   * @param seen the record as it was read
   * @param raw its new text
   * @param actor who asks for it
   * @return false if the record is not there any more, or was changed
   */
  boolean patch(DatasetId id, QuarantinedEvent seen, byte[] raw, String actor);

  /**
   * Removes records for good.
   *
   * @param id the dataset
   * @param records their numbers
   * @param action {@code DISCARDED} or {@code EXPIRED}
   * @param actor who asks for it
   * @param reason why, for the trail
   * @return the numbers of those that were there
   */
  List<Long> remove(
      DatasetId id, List<Long> records, QuarantineAction action, String actor, String reason);

  /**
   * Removes records for good that are past a version's retention.
   *
   * @param expiry what is due
   * @param records their numbers
   * @param actor who asks for it
   * @param reason why, for the trail
   * @return the numbers of those that were there; none, with nothing removed, if another version is
   *     live, or if the lease was lost
   */
  List<Long> expire(Expiry expiry, List<Long> records, String actor, String reason);

  /**
   * What happened to a record, whether it is here or not.
   *
   * @param id the dataset
   * @param record its number
   * @return the entries in their order; none for a number that was never given
   */
  List<QuarantineEntry> trail(DatasetId id, long record);
}
