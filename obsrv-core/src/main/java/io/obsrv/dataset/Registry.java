package io.obsrv.dataset;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The port that keeps datasets, versions and the audit trail. Every write is one compare-and-set,
 * with its audit row in the same transaction. For many threads and processes, which may be of
 * different releases: what this one cannot read of a dataset is told when that is asked for by
 * itself, by a {@link NewerReleaseException}, and keeps nobody from the others. Lists leave it out,
 * which is logged; who must not miss one asks for {@link #every} one.
 */
public interface Registry {

  /**
   * Where it is kept, for people.
   *
   * @return a file, or a schema of a database; without secrets
   */
  String place();

  /**
   * Makes a move.
   *
   * @param change what to write
   * @throws DatasetExistsException if none was expected and there is one, or an alias of its name
   * @throws StaleRevisionException if the dataset is not of the expected revision any more
   * @throws IllegalMoveException if it is to disappear or to be purged, and an alias stands for it
   */
  default void apply(Change change) {
    applyAll(List.of(change));
  }

  /**
   * Makes the moves of several datasets, all or none.
   *
   * @param changes what to write, at most one of each dataset
   * @throws DatasetExistsException if none was expected and there is one, or an alias of its name
   * @throws StaleRevisionException if a dataset is not of the expected revision any more
   * @throws IllegalMoveException if one is to disappear or to be purged, and an alias stands for it
   */
  void applyAll(List<Change> changes);

  /**
   * A dataset.
   *
   * @param id its name
   * @return the dataset, if there is one
   * @throws NewerReleaseException if this release cannot read it
   */
  Optional<Dataset> find(DatasetId id);

  /**
   * The dataset that a name stands for: the one place where aliases are looked up.
   *
   * @param name its id, or an alias of it
   * @return the dataset, if there is one
   */
  default Optional<Dataset> named(DatasetId name) {
    return find(name).or(() -> alias(name).flatMap(this::find));
  }

  /**
   * Changes what an alias stands for.
   *
   * @param change what to write
   * @throws StaleAliasException if the alias does not stand for what was expected any more
   * @throws DatasetExistsException if the name is the id of a dataset
   * @throws NotFoundException if there is no dataset for it to stand for, or it was purged
   */
  void apply(AliasChange change);

  /**
   * What an alias stands for.
   *
   * @param name the alias
   * @return the id of a dataset; empty if it is no alias
   */
  Optional<DatasetId> alias(DatasetId name);

  /**
   * All aliases.
   *
   * @return what each stands for, in the order of their names
   */
  SortedMap<DatasetId, DatasetId> aliases();

  /**
   * All datasets that this release can read.
   *
   * @return the datasets in the order of their names
   */
  List<Dataset> list();

  /**
   * All datasets, for who must not miss one.
   *
   * @return the datasets in the order of their names
   * @throws NewerReleaseException if this release cannot read one of them
   */
  List<Dataset> every();

  /**
   * The names of all datasets, also of those that this release cannot read.
   *
   * @return the names in their order
   */
  List<DatasetId> ids();

  /**
   * The live datasets whose live version has sources or destinations. Costs nothing for the others.
   *
   * @return the datasets in the order of their names
   */
  List<Dataset> connected();

  /**
   * The datasets of which a move has begun and is not finished. Costs nothing for the others.
   *
   * @return the datasets in the order of their names
   */
  List<Dataset> unfinished();

  /**
   * One version of a dataset.
   *
   * @param id the dataset
   * @param number the version
   * @return the version, if there is one
   * @throws NewerReleaseException if this release cannot read it
   */
  Optional<DatasetVersion> version(DatasetId id, int number);

  /**
   * All versions of a dataset.
   *
   * @param id the dataset
   * @return the versions in the order of their numbers
   * @throws NewerReleaseException if this release cannot read one of them
   */
  List<DatasetVersion> versions(DatasetId id);

  /**
   * What a draft was declared as when its dataset was at a revision, for telling an editor what
   * somebody else has changed since. Kept until the draft of a later version begins.
   *
   * @param id the dataset
   * @param number the draft
   * @param revision the dataset's revision
   * @return the definition; empty if it is not known
   */
  Optional<DatasetDefinition> draft(DatasetId id, int number, long revision);

  /**
   * The leases on moves of datasets, which are there before a dataset has a namespace and after.
   *
   * @return always the same
   */
  LeaseStore leases();

  /**
   * Who did what. Of all names, a move that this release has no verb for is left out, which is
   * logged.
   *
   * @param filter which entries
   * @return the entries, oldest first
   * @throws NewerReleaseException if the entries of one name are asked for, and this release has no
   *     verb for one of them
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
