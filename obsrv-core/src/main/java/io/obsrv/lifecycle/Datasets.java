package io.obsrv.lifecycle;

import static java.util.Objects.requireNonNull;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.DefinitionChange;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * Managing datasets, as one actor: every verb of the table of transitions. Each call is a
 * compare-and-set with an audit row in the same transaction. For many threads.
 */
public final class Datasets {
  private final Mover mover;
  private final Reviewing reviewing;
  private final Planner planner;
  private final Publisher publisher;
  private final Service service;
  private final Transfer transfer;
  private final Naming naming;
  private final Archiver archiver;
  private final Purger purger;
  private final Recovery recovery;

  /**
   * For the front door.
   *
   * @param desk what managing needs
   * @param actor who acts
   */
  public Datasets(Desk desk, String actor) {
    mover = new Mover(desk, actor);
    reviewing = new Reviewing(desk, mover, actor);
    planner = new Planner(desk, mover, actor);
    publisher = new Publisher(desk, mover, planner);
    service = new Service(desk, mover);
    transfer = new Transfer(desk, mover);
    naming = new Naming(desk, mover, actor);
    archiver = new Archiver(desk, mover);
    purger = new Purger(desk, mover);
    recovery = new Recovery(desk.moves(), mover, publisher, service, archiver, purger);
  }

  /**
   * Declares a dataset. Its definition is version 1, a draft.
   *
   * @param definition what its author declares
   * @return the dataset
   * @throws io.obsrv.dataset.DatasetExistsException if the id is taken
   */
  public Dataset create(DatasetDefinition definition) {
    return mover.create(requireNonNull(definition, "definition"));
  }

  /**
   * Declares a dataset. Its definition is version 1, a draft.
   *
   * @param definition what its author declares
   * @return the dataset
   * @throws io.obsrv.dataset.DatasetExistsException if the id is taken
   */
  public Dataset create(DefinitionBuilder definition) {
    return create(requireNonNull(definition, "definition").build());
  }

  /**
   * Declares a dataset as another one is: what is in force there, or else its draft, becomes
   * version 1 here. Rows stay where they are.
   *
   * @param id the dataset to copy
   * @param newId the name of the copy
   * @return the copy, a draft
   * @throws NotFoundException if there is no such dataset, or it was purged
   * @throws io.obsrv.dataset.DatasetExistsException if the new id is taken
   * @throws io.obsrv.error.InvalidException if the new id is malformed, or the name of a table
   */
  public Dataset copy(String id, String newId) {
    return transfer.copy(named(id), DatasetId.of(requireNonNull(newId, "newId")));
  }

  /**
   * Writes what was declared of a dataset: the definitions of its versions, but those that were
   * discarded. Rows and reviews are not in it, and of secrets only their names.
   *
   * @param id the dataset
   * @return a JSON text; exported again, it is the same
   * @throws NotFoundException if there is no such dataset, or it was purged
   */
  public String export(String id) {
    return transfer.export(named(id));
  }

  /**
   * Writes what was declared of all datasets but those that were purged, as {@link #export} does of
   * one.
   *
   * @return a JSON text; exported again, it is the same
   * @throws io.obsrv.dataset.NewerReleaseException if a newer release wrote something of one of
   *     them that this one has no word for
   */
  public String exportAll() {
    return transfer.exportAll();
  }

  /**
   * Declares the datasets that {@link #export} or {@link #exportAll} wrote, all or none. Each comes
   * as a draft with its last definition; its earlier versions come with it.
   *
   * @param document the JSON text
   * @param mode what becomes of datasets that are there already
   * @return the datasets, in the order of their names
   * @throws io.obsrv.error.InvalidException with every problem of the document and of the
   *     definitions in it, or with every dataset that stands in the way
   */
  public List<Dataset> importAll(String document, ImportMode mode) {
    return transfer.importAll(requireNonNull(document, "document"), requireNonNull(mode, "mode"));
  }

  /**
   * Changes the draft; beside a live version without one, begins it. A review of the draft is void.
   *
   * @param id the dataset
   * @param change makes the draft's definition from the present one
   * @return the dataset
   * @throws io.obsrv.dataset.StaleRevisionException if somebody else changed it at the same time
   * @throws io.obsrv.dataset.IllegalMoveException if the dataset is retired
   */
  public Dataset edit(String id, UnaryOperator<DefinitionBuilder> change) {
    return mover.edit(mover.dataset(named(id)), requireNonNull(change, "change"));
  }

  /**
   * Changes the draft of a dataset that was read before, so that changes in between are not
   * overwritten.
   *
   * @param seen the dataset as it was read
   * @param change makes the draft's definition from the present one
   * @return the dataset
   * @throws io.obsrv.dataset.StaleRevisionException if it was changed since it was read
   * @throws io.obsrv.dataset.IllegalMoveException if the dataset is retired
   */
  public Dataset edit(Dataset seen, UnaryOperator<DefinitionBuilder> change) {
    return mover.edit(requireNonNull(seen, "seen"), requireNonNull(change, "change"));
  }

  /**
   * Gives the draft up. A dataset that was never published disappears with it.
   *
   * @param id the dataset
   * @throws io.obsrv.dataset.IllegalMoveException if there is no draft, or the dataset would
   *     disappear and an alias stands for it
   */
  public void discard(String id) {
    mover.discard(named(id));
  }

  /**
   * Hands the draft to review.
   *
   * @param id the dataset
   * @return the version in review
   * @throws io.obsrv.error.InvalidException with every problem of its definition
   * @throws io.obsrv.dataset.IllegalMoveException if there is no version in DRAFT
   */
  public DatasetVersion submit(String id) {
    return reviewing.submit(named(id));
  }

  /**
   * Hands the version in review back to its author.
   *
   * @param id the dataset
   * @param comment what to change
   * @return the draft
   * @throws io.obsrv.dataset.IllegalMoveException if no version is IN_REVIEW
   */
  public DatasetVersion reject(String id, String comment) {
    return reviewing.reject(named(id), requireNonNull(comment, "comment"));
  }

  /**
   * Finds the version in review good.
   *
   * @param id the dataset
   * @param comment why
   * @return the approved version
   * @throws io.obsrv.dataset.IllegalMoveException if no version is IN_REVIEW, or four eyes are
   *     needed and the actor is its author
   */
  public DatasetVersion approve(String id, String comment) {
    return reviewing.approve(named(id), requireNonNull(comment, "comment"));
  }

  /**
   * Puts the approved version in force. A running dataset goes on without a stop; aggregate tables
   * that are new are filled from the rows there are. A version at another location brings the rows
   * there, and no records are taken meanwhile; if that fails, they stay where they were. It is live
   * although its connectors cannot be started: that is logged, and tried again soon where processes
   * share the storage, elsewhere with {@code ingestion().start(…)}.
   *
   * @param id the dataset
   * @return the live version
   * @throws io.obsrv.dataset.IllegalMoveException if no version is APPROVED
   * @throws io.obsrv.dataset.LocationException if the location is not here or belongs to another
   *     name, or rows could not be brought there as they are
   * @throws io.obsrv.error.InvalidException if what is stored stands in the way, or live datasets
   *     that look it up need what it gives up
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public DatasetVersion publish(String id) {
    return publisher.publish(named(id));
  }

  /**
   * What a reviewer should look at, although nothing is refused because of it: columns about a
   * person ({@code x-pii}) that no transformation masks, encrypts or tokenises in every record, and
   * master datasets whose rows are at another location.
   *
   * @param id the dataset
   * @return the warnings of its draft, or else of the version in force
   * @throws NotFoundException if there is no such dataset
   */
  public List<Problem> warnings(String id) {
    return reviewing.warnings(named(id));
  }

  /**
   * Says what publishing the draft would do, and does nothing: every change with what it asks for,
   * the stored rows that contradict it, the records in quarantine that would pass, the tables that
   * have to be filled, the rows that move to another location, and who looks the dataset up. Reads
   * every row where a change asks for that.
   *
   * @param id the dataset
   * @return the plan
   * @throws io.obsrv.dataset.IllegalMoveException if there is no draft
   * @throws io.obsrv.error.InvalidException with every problem of its definition
   */
  public Plan plan(String id) {
    return planner.plan(named(id));
  }

  /**
   * Puts the approved version in force as a plan says, with force if the plan has it. Rows that
   * come meanwhile are held against the version too. Where every record that comes is one more
   * contradiction, a plan soon says too little: pause the dataset, plan, publish and resume it.
   *
   * @param plan what {@link #plan} gave
   * @return the live version
   * @throws io.obsrv.dataset.IllegalMoveException if no version is APPROVED, or a plan made now
   *     says something else
   * @throws io.obsrv.error.InvalidException if it contradicts what is stored and has no force, or
   *     what no force can bring together
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public DatasetVersion publish(Plan plan) {
    return publisher.publish(requireNonNull(plan, "plan"));
  }

  /**
   * What is different between two versions.
   *
   * @param id the dataset
   * @param before the number of one
   * @param after the number of the other, whose compatibility weighs the changes
   * @return the changes by path; none if their definitions are equal
   * @throws NotFoundException if there is no such version
   */
  public List<DefinitionChange> diff(String id, int before, int after) {
    return planner.diff(named(id), before, after);
  }

  /**
   * Begins a draft with the definition of an earlier version: schema, tables, rules and connectors.
   * It goes through the same gates as any other; values that only a version in between could hold
   * need force.
   *
   * @param id the dataset
   * @param number a version that was in force
   * @return the dataset
   * @throws io.obsrv.dataset.IllegalMoveException if it is not LIVE, has a draft, or the version
   *     was never in force
   */
  public Dataset rollback(String id, int number) {
    return mover.rollback(named(id), number);
  }

  /**
   * Lets a live dataset rest: its connectors stop and pushes are refused, also after a restart.
   *
   * @param id the dataset
   * @return the dataset
   * @throws io.obsrv.dataset.IllegalMoveException if it is not LIVE, or paused already
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public Dataset pause(String id) {
    return service.pause(named(id));
  }

  /**
   * Lets a paused dataset go on. Connectors that were paused or stopped one by one stay so. Called
   * again after a failure, it finishes what was begun.
   *
   * @param id the dataset
   * @return the dataset
   * @throws io.obsrv.dataset.IllegalMoveException if it is not LIVE, or not paused
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public Dataset resume(String id) {
    return service.resume(named(id));
  }

  /**
   * Takes a live dataset out of service: sources stop, records are refused, queries are answered.
   *
   * @param id the dataset
   * @return the dataset
   * @throws io.obsrv.dataset.IllegalMoveException if it is not LIVE
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public Dataset retire(String id) {
    return service.retire(named(id));
  }

  /**
   * Puts a retired dataset back into service. Called again after a failure, it finishes what was
   * begun.
   *
   * @param id the dataset
   * @return the dataset
   * @throws io.obsrv.dataset.IllegalMoveException if it is not RETIRED
   * @throws io.obsrv.error.InvalidException if a dataset that it looks up is not live, or has
   *     changed so that it does not fit any more
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public Dataset reinstate(String id) {
    return service.reinstate(named(id));
  }

  /**
   * Lets a name stand for a dataset wherever records are put in and questions are asked; it is not
   * a name to manage the dataset by. A name that stands for another is changed in one step: whoever
   * uses it meets the one or the other.
   *
   * @param name the alias, of the form of an id
   * @param id the dataset
   * @throws io.obsrv.dataset.DatasetExistsException if the name is the id of a dataset
   * @throws io.obsrv.dataset.StaleAliasException if somebody else changed it at the same time
   * @throws NotFoundException if there is no such dataset, or it was purged
   */
  public void alias(String name, String id) {
    naming.alias(DatasetId.of(requireNonNull(name, "name")), named(id));
  }

  /**
   * Gives an alias up; its dataset stays.
   *
   * @param name the alias
   * @throws io.obsrv.dataset.StaleAliasException if somebody else changed it at the same time
   * @throws NotFoundException if there is no such alias
   */
  public void withoutAlias(String name) {
    naming.withoutAlias(DatasetId.of(requireNonNull(name, "name")));
  }

  /**
   * All aliases.
   *
   * @return the dataset that each stands for, in the order of their names
   */
  public SortedMap<String, String> aliases() {
    return naming.all();
  }

  /**
   * Moves the rows of a retired dataset, and everything that belongs to them, into a bundle, and
   * drops its tables. Called again after a failure, it finishes what was begun.
   *
   * @param id the dataset
   * @return the dataset
   * @throws io.obsrv.dataset.IllegalMoveException if it is not RETIRED, or another call is moving
   *     its rows
   * @throws io.obsrv.archive.ArchiveException if the bundle cannot be written and read back;
   *     nothing is changed then
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public Dataset archive(String id) {
    return archiver.archive(named(id));
  }

  /**
   * Brings the rows of an archived dataset back; it answers queries as before. Called again after a
   * failure, it finishes what was begun.
   *
   * @param id the dataset
   * @return the dataset, RETIRED
   * @throws io.obsrv.dataset.IllegalMoveException if it is not ARCHIVED, or another call is moving
   *     its rows
   * @throws io.obsrv.archive.ArchiveException if the bundle is not what was written; nothing is
   *     changed then
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public Dataset restore(String id) {
    return archiver.restore(named(id));
  }

  /**
   * Removes a dataset for good: rows, quarantine, versions and bundles. Its name stays taken, and
   * its audit trail readable. Called again after a failure, it finishes what was begun.
   *
   * @param id the dataset
   * @param reason why, kept in the audit trail
   * @return the dataset, PURGED
   * @throws io.obsrv.dataset.IllegalMoveException if it is LIVE, an alias stands for it, or another
   *     call is moving its rows
   * @throws io.obsrv.dataset.UnfinishedMoveException if a step failed after it was begun; it
   *     stands, and will be finished
   */
  public Dataset purge(String id, String reason) {
    return purger.purge(named(id), requireNonNull(reason, "reason"));
  }

  /**
   * A dataset.
   *
   * @param id its name
   * @return the dataset, if there is one
   * @throws io.obsrv.dataset.NewerReleaseException if a newer release wrote something of it that
   *     this one has no word for
   */
  public Optional<Dataset> find(String id) {
    return mover.find(named(id));
  }

  /**
   * All datasets. Those are left out of which a newer release wrote something that this one has no
   * word for, which is logged; {@link #find} says what it is.
   *
   * @return the datasets in the order of their names
   */
  public List<Dataset> list() {
    return mover.list();
  }

  /**
   * All versions of a dataset.
   *
   * @param id the dataset
   * @return the versions in the order of their numbers
   */
  public List<DatasetVersion> versions(String id) {
    return mover.versions(named(id));
  }

  /**
   * One version of a dataset.
   *
   * @param id the dataset
   * @param number the version
   * @return the version
   * @throws NotFoundException if there is none
   */
  public DatasetVersion version(String id, int number) {
    return mover.version(named(id), number);
  }

  /**
   * Finishes what a process began and did not live to finish. What stands in the way of one dataset
   * is logged, and keeps nobody from the others. For the front door, before anything else, and now
   * and then.
   */
  public void recover() {
    recovery.run();
  }

  private static DatasetId named(String id) {
    return DatasetId.of(requireNonNull(id, "id"));
  }
}
