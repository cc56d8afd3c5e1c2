package io.obsrv.storage;

import io.obsrv.dataset.AliasChange;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.AuditFilter;
import io.obsrv.dataset.AuditHead;
import io.obsrv.dataset.AuditRow;
import io.obsrv.dataset.AuditTrail;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetExistsException;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.StaleAliasException;
import io.obsrv.dataset.StaleRevisionException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Its own monitor guards all of its maps, so that a change is seen whole or not at all. */
final class MemoryRegistry implements Registry {
  private final Gate gate;
  private final SortedMap<DatasetId, Dataset> datasets = new TreeMap<>();
  private final Map<DatasetId, SortedMap<Integer, DatasetVersion>> versions = new HashMap<>();
  private final Map<DatasetId, MemoryDrafts> drafts = new HashMap<>();
  private final SortedMap<DatasetId, DatasetId> aliases = new TreeMap<>();
  private final List<AuditRow> audit = new ArrayList<>();
  private final SortedMap<String, List<AuditRow>> trails = new TreeMap<>();

  private final LeaseStore leases;

  MemoryRegistry(Gate gate, Clock clock) {
    this.gate = gate;
    this.leases = new MemoryMoveLeases(gate, clock);
  }

  @Override
  public LeaseStore leases() {
    return leases;
  }

  @Override
  public String place() {
    return "memory";
  }

  @Override
  public synchronized void applyAll(List<Change> changes) {
    gate.pass();
    changes.forEach(change -> check(change.audit().id(), change.expected()));
    changes.forEach(this::checkAliases);
    changes.forEach(this::write);
  }

  private void checkAliases(Change change) {
    DatasetId id = change.audit().id();
    if (change.expected().isEmpty() && aliases.containsKey(id)) {
      throw DatasetExistsException.alias(id, aliases.get(id));
    }
    if (change.letsGo()) {
      aliases.forEach(
          (alias, target) -> {
            if (target.equals(id)) {
              throw IllegalMoveException.aliased(change.audit().verb(), id, alias);
            }
          });
    }
  }

  private void write(Change change) {
    DatasetId id = change.audit().id();
    change.next().ifPresentOrElse(next -> datasets.put(id, next), () -> datasets.remove(id));
    if (change.keepsVersions()) {
      SortedMap<Integer, DatasetVersion> present =
          versions.computeIfAbsent(id, key -> new TreeMap<>());
      change.versions().forEach(version -> present.put(version.number(), version));
      drafts.computeIfAbsent(id, key -> new MemoryDrafts()).keep(change);
    } else {
      versions.remove(id);
      drafts.remove(id);
    }
    add(change.audit());
  }

  private void check(DatasetId id, Optional<Dataset> expected) {
    Optional<Dataset> present = Optional.ofNullable(datasets.get(id));
    if (expected.isEmpty() && present.isPresent()) {
      throw new DatasetExistsException(id);
    }
    if (expected.isPresent()) {
      long found = expected.get().foundIn(present);
      if (expected.get().revision() != found) {
        throw new StaleRevisionException(id, expected.get().revision(), found);
      }
    }
  }

  @Override
  public synchronized void apply(AliasChange change) {
    gate.pass();
    DatasetId alias = change.alias();
    if (datasets.containsKey(alias)) {
      throw DatasetExistsException.dataset(alias);
    }
    Optional<DatasetId> present = Optional.ofNullable(aliases.get(alias));
    if (!present.equals(change.expected())) {
      throw new StaleAliasException(alias, change.expected(), present);
    }
    change
        .next()
        .ifPresentOrElse(
            target -> {
              Dataset dataset = datasets.get(target);
              if (dataset == null) {
                throw NotFoundException.dataset(target);
              }
              if (dataset.isPurged()) {
                throw NotFoundException.purged(target);
              }
              aliases.put(alias, target);
            },
            () -> aliases.remove(alias));
    add(change.audit());
  }

  @Override
  public synchronized Optional<DatasetId> alias(DatasetId name) {
    gate.pass();
    return Optional.ofNullable(aliases.get(name));
  }

  @Override
  public synchronized SortedMap<DatasetId, DatasetId> aliases() {
    gate.pass();
    return new TreeMap<>(aliases);
  }

  @Override
  public synchronized Optional<Dataset> find(DatasetId id) {
    gate.pass();
    return Optional.ofNullable(datasets.get(id));
  }

  @Override
  public synchronized List<Dataset> list() {
    gate.pass();
    return List.copyOf(datasets.values());
  }

  /** Only this release has written here. */
  @Override
  public synchronized List<Dataset> every() {
    return list();
  }

  @Override
  public synchronized List<DatasetId> ids() {
    gate.pass();
    return List.copyOf(datasets.keySet());
  }

  @Override
  public synchronized List<Dataset> connected() {
    return list().stream().filter(this::isConnected).toList();
  }

  @Override
  public synchronized List<Dataset> unfinished() {
    return list().stream().filter(dataset -> dataset.intent().isPresent()).toList();
  }

  private boolean isConnected(Dataset dataset) {
    return dataset.status() == DatasetStatus.LIVE
        && version(dataset.id(), dataset.live().orElseThrow())
            .filter(live -> live.definition().hasConnectors())
            .isPresent();
  }

  @Override
  public synchronized Optional<DatasetVersion> version(DatasetId id, int number) {
    gate.pass();
    return Optional.ofNullable(versions.get(id)).map(all -> all.get(number));
  }

  @Override
  public synchronized List<DatasetVersion> versions(DatasetId id) {
    gate.pass();
    return Optional.ofNullable(versions.get(id))
        .map(all -> List.copyOf(all.values()))
        .orElse(List.of());
  }

  private void add(AuditEntry entry) {
    List<AuditRow> trail = trails.computeIfAbsent(entry.id().value(), name -> new ArrayList<>());
    AuditRow row = AuditRow.following(head(trail).orElse(AuditHead.NONE), entry);
    trail.add(row);
    audit.add(row);
  }

  private static Optional<AuditHead> head(List<AuditRow> trail) {
    return trail.isEmpty() ? Optional.empty() : Optional.of(trail.get(trail.size() - 1).head());
  }

  @Override
  public synchronized Optional<DatasetDefinition> draft(DatasetId id, int number, long revision) {
    gate.pass();
    return Optional.ofNullable(drafts.get(id)).flatMap(kept -> kept.find(number, revision));
  }

  @Override
  public synchronized List<AuditEntry> audit(AuditFilter filter) {
    gate.pass();
    return audit.stream().map(AuditRow::entry).filter(filter::accepts).toList();
  }

  @Override
  public synchronized List<String> audited() {
    gate.pass();
    return List.copyOf(trails.keySet());
  }

  @Override
  public synchronized AuditTrail trail(String name) {
    gate.pass();
    List<AuditRow> rows = trails.getOrDefault(name, List.of());
    return new AuditTrail(name, rows, head(rows));
  }
}
