package io.obsrv.dataset;

import java.util.List;
import java.util.Optional;

/**
 * The port that keeps datasets, versions and the audit trail. Every write is one compare-and-set,
 * with its audit row in the same transaction. For many threads and processes.
 */
public interface Registry {

  /**
   * Makes a move.
   *
   * @param change what to write
   * @throws DatasetExistsException if none was expected and there is one
   * @throws StaleRevisionException if the dataset is not of the expected revision any more
   */
  void apply(Change change);

  /**
   * A dataset.
   *
   * @param id its name
   * @return the dataset, if there is one
   */
  Optional<Dataset> find(DatasetId id);

  /**
   * All datasets.
   *
   * @return the datasets in the order of their names
   */
  List<Dataset> list();

  /**
   * One version of a dataset.
   *
   * @param id the dataset
   * @param number the version
   * @return the version, if there is one
   */
  Optional<DatasetVersion> version(DatasetId id, int number);

  /**
   * All versions of a dataset.
   *
   * @param id the dataset
   * @return the versions in the order of their numbers
   */
  List<DatasetVersion> versions(DatasetId id);

  /**
   * Who did what.
   *
   * @param filter which entries
   * @return the entries, oldest first
   */
  List<AuditEntry> audit(AuditFilter filter);

  /**
   * The moves of one name.
   *
   * @param id a dataset or alias, which may be gone by now
   * @return the entries, oldest first
   */
  default List<AuditEntry> audit(DatasetId id) {
    return audit(AuditFilter.ALL.dataset(id));
  }

  /**
   * The names that have an audit trail, whether or not anything has the name now.
   *
   * @return the names in their order, as they are stored
   */
  List<String> audited();

  /**
   * The audit trail of a name as it is stored, to be verified.
   *
   * @param name one of {@link #audited()}
   * @return the trail; without rows and head if there is none
   */
  AuditTrail trail(String name);
}
