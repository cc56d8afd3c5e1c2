package io.obsrv.governance;

import static java.util.Objects.requireNonNull;

import io.obsrv.archive.BundlePlaces;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.event.DataStore;
import io.obsrv.event.Hold;
import io.obsrv.event.Layouts;
import io.obsrv.ingest.Ingestion;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Answering for datasets. For many threads. */
public final class Governance {
  private static final Set<DatasetStatus> STORED =
      Set.of(DatasetStatus.LIVE, DatasetStatus.RETIRED);

  private final Registry registry;
  private final Audit audit;
  private final Expirer expirer;
  private final Residences residences;

  /**
   * For the front door.
   *
   * @param registry which datasets there are, and their audit trail
   * @param layouts the layouts of versions
   * @param store where rows are
   * @param bundles where bundles are
   * @param ingestion where records in quarantine are
   * @param clock says what time it is
   */
  public Governance(
      Registry registry,
      Layouts layouts,
      DataStore store,
      BundlePlaces bundles,
      Ingestion ingestion,
      Clock clock) {
    this.registry = registry;
    audit = new Audit(registry);
    expirer = new Expirer(layouts, store, ingestion, clock);
    residences = new Residences(registry, store, bundles);
  }

  /**
   * The audit trail of all datasets.
   *
   * @return reading and verifying it
   */
  public Audit audit() {
    return audit;
  }

  /**
   * Who did what to a dataset.
   *
   * @param id the dataset, which may be gone by now
   * @return the moves, oldest first
   */
  public List<AuditEntry> audit(String id) {
    return audit.of(requireNonNull(id, "id"));
  }

  /**
   * Lets go of what is past the retention that the live version declares: rows, records in
   * quarantine, and groups of aggregate tables with a retention of their own. Records are taken
   * meanwhile. What has gone does not come back, and destinations are not told; one that is further
   * behind than the retention misses what has gone.
   *
   * @param id the dataset, or an alias of it
   * @return what has gone; nothing if the dataset was never published, or declares no retention
   * @throws NotFoundException if there is no such dataset, or its rows are in a bundle
   */
  public Expired expire(String id) {
    DatasetId name = DatasetId.of(requireNonNull(id, "id"));
    return expire(
        registry.named(name).map(Dataset::id).orElseThrow(() -> NotFoundException.dataset(name)),
        Hold.granted());
  }

  /** The same under a lease, for as long as nobody else was given it. */
  Expired expire(DatasetId id, Hold hold) {
    return expirer.expire(id, hold);
  }

  /**
   * Where everything of every dataset is. Looks at every location, and counts the rows of every
   * table.
   *
   * @return a report per dataset, in the order of their names
   * @throws io.obsrv.dataset.NewerReleaseException if a newer release wrote something of one of
   *     them that this one has no word for; the others can be asked for by their names
   */
  public List<Residence> residency() {
    return registry.every().stream().map(residences::of).toList();
  }

  /**
   * Where everything of a dataset is: its rows, every aggregate table, keys, quarantine,
   * checkpoints and bundles, and what the registry has of it. Looks at every location, and counts
   * the rows of every table.
   *
   * @param id the dataset, or an alias of it
   * @return the report
   * @throws NotFoundException if there is no such dataset
   * @throws io.obsrv.dataset.NewerReleaseException if a newer release wrote something of it that
   *     this one has no word for
   */
  public Residence residency(String id) {
    DatasetId name = DatasetId.of(requireNonNull(id, "id"));
    return residences.of(registry.named(name).orElseThrow(() -> NotFoundException.dataset(name)));
  }

  /** The datasets whose rows are here. */
  List<DatasetId> stored() {
    return registry.list().stream()
        .filter(dataset -> STORED.contains(dataset.status()))
        .map(Dataset::id)
        .toList();
  }

  /** Whether the live version of a dataset says that something goes. */
  boolean isRetentionDeclared(DatasetId id) {
    return expirer.isDeclared(id);
  }
}
