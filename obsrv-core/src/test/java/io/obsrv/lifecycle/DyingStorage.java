package io.obsrv.lifecycle;

import io.obsrv.dataset.AliasChange;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.AuditFilter;
import io.obsrv.dataset.AuditTrail;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Verb;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.ContradictingRows;
import io.obsrv.event.Counters;
import io.obsrv.event.DataStore;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.event.LostGroups;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.StoredRow;
import io.obsrv.query.QueryEngine;
import io.obsrv.schema.Row;
import io.obsrv.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real storage in front of which a process dies, once, at a named step of a publication. */
final class DyingStorage implements Storage {
  private final Storage storage;
  private volatile @Nullable Step deadly;

  /** Before each step a publication takes after its intent. */
  enum Step {
    PREPARE,
    BACKFILL,
    ACTIVATE,
    SWITCH_REGISTRY
  }

  DyingStorage(Storage storage) {
    this.storage = storage;
  }

  void dieAt(Step step) {
    deadly = step;
  }

  private void at(Step step) {
    if (deadly == step) {
      deadly = null;
      throw new IllegalStateException("died at " + step);
    }
  }

  @Override
  public Registry registry() {
    Registry registry = storage.registry();
    return new Registry() {
      @Override
      public void applyAll(List<Change> changes) {
        if (changes.get(0).expected().filter(d -> d.isUnderWay(Verb.PUBLISH)).isPresent()) {
          at(Step.SWITCH_REGISTRY);
        }
        registry.applyAll(changes);
      }

      @Override
      public void apply(AliasChange change) {
        registry.apply(change);
      }

      @Override
      public Optional<DatasetId> alias(DatasetId name) {
        return registry.alias(name);
      }

      @Override
      public SortedMap<DatasetId, DatasetId> aliases() {
        return registry.aliases();
      }

      @Override
      public Optional<Dataset> find(DatasetId id) {
        return registry.find(id);
      }

      @Override
      public List<Dataset> list() {
        return registry.list();
      }

      @Override
      public Optional<DatasetVersion> version(DatasetId id, int number) {
        return registry.version(id, number);
      }

      @Override
      public List<DatasetVersion> versions(DatasetId id) {
        return registry.versions(id);
      }

      @Override
      public Optional<DatasetDefinition> draft(DatasetId id, int number, long revision) {
        return registry.draft(id, number, revision);
      }

      @Override
      public List<AuditEntry> audit(AuditFilter filter) {
        return registry.audit(filter);
      }

      @Override
      public List<String> audited() {
        return registry.audited();
      }

      @Override
      public AuditTrail trail(String name) {
        return registry.trail(name);
      }
    };
  }

  @Override
  public DataStore data() {
    DataStore data = storage.data();
    return new DataStore() {
      @Override
      public void prepare(Layout layout) {
        at(Step.PREPARE);
        data.prepare(layout);
      }

      @Override
      public void backfill(Layout layout, OnContradiction policy) {
        at(Step.BACKFILL);
        data.backfill(layout, policy);
      }

      @Override
      public void activate(Layout layout, OnContradiction policy) {
        at(Step.ACTIVATE);
        data.activate(layout, policy);
      }

      @Override
      public List<ContradictingRows> contradictions(Layout layout) {
        return data.contradictions(layout);
      }

      @Override
      public void settle(Layout layout) {
        data.settle(layout);
      }

      @Override
      public void admit(Layout layout, boolean open) {
        data.admit(layout, open);
      }

      @Override
      public CommitResult commit(Commit commit) {
        return data.commit(commit);
      }

      @Override
      public Optional<Checkpoint> checkpoint(DatasetId id, String source, String split) {
        return data.checkpoint(id, source, split);
      }

      @Override
      public Optional<ExpiredPart> expire(Expiry expiry, long after) {
        return data.expire(expiry, after);
      }

      @Override
      public List<LostGroups> losses(Layout layout) {
        return data.losses(layout);
      }

      @Override
      public Counters counters(DatasetId id) {
        return data.counters(id);
      }

      @Override
      public Map<String, Row> lookup(Layout layout, Set<String> keys) {
        return data.lookup(layout, keys);
      }

      @Override
      public void scan(Layout layout, Consumer<StoredRow> reader) {
        data.scan(layout, reader);
      }
    };
  }

  @Override
  public QuarantineStore quarantine() {
    return storage.quarantine();
  }

  @Override
  public ConnectorStore connectors() {
    return storage.connectors();
  }

  @Override
  public ArchiveStore archives() {
    return storage.archives();
  }

  @Override
  public QueryEngine queries() {
    return storage.queries();
  }

  @Override
  public void close() {
    storage.close();
  }
}
