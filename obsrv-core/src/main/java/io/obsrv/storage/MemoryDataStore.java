package io.obsrv.storage;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Location;
import io.obsrv.error.Problem;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ContradictingRows;
import io.obsrv.event.Counters;
import io.obsrv.event.DataStore;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Hold;
import io.obsrv.event.Holding;
import io.obsrv.event.Layout;
import io.obsrv.event.Lookup;
import io.obsrv.event.LostGroups;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.RowsState;
import io.obsrv.event.StoredRow;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Finds the dataset of a call. Owns only the map; everything else is in the datasets, each with a
 * lock of its own.
 */
final class MemoryDataStore implements DataStore {
  private final Gate gate;
  private final Clock clock;
  private final Map<DatasetId, MemoryDataset> datasets = new ConcurrentHashMap<>();

  MemoryDataStore(Gate gate, Clock clock) {
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public Optional<Location> location(DatasetId id) {
    return dataset(id).call(parts -> parts.control().location());
  }

  @Override
  public SortedMap<Location, Holding> holdings(DatasetId id) {
    SortedMap<Location, Holding> holdings = new TreeMap<>();
    dataset(id)
        .call(MemoryHolding::of)
        .ifPresent(holding -> holdings.put(holding.location(), holding));
    return holdings;
  }

  @Override
  public List<Problem> problems(Layout layout) {
    return dataset(layout.id()).call(parts -> parts.columns().problems(layout));
  }

  @Override
  public void prepare(Layout layout, Hold hold) {
    gate.pass();
    datasets
        .computeIfAbsent(layout.id(), id -> made(hold))
        .run(hold, parts -> new MemoryPublication(parts, layout).prepare());
  }

  /** What another has removed is not made again. */
  private static MemoryDataset made(Hold hold) {
    hold.require();
    return new MemoryDataset();
  }

  @Override
  public void backfill(Layout layout, OnContradiction policy, Hold hold) {
    dataset(layout.id()).run(hold, parts -> new MemoryPublication(parts, layout).backfill(policy));
  }

  @Override
  public void activate(Layout layout, OnContradiction policy, Hold hold) {
    dataset(layout.id()).run(hold, parts -> new MemoryPublication(parts, layout).activate(policy));
  }

  @Override
  public List<ContradictingRows> contradictions(Layout layout) {
    return dataset(layout.id())
        .call(parts -> new MemoryRefill(parts.rows()).contradictions(layout));
  }

  @Override
  public void settle(Layout layout, Hold hold) {
    dataset(layout.id()).run(hold, parts -> new MemoryPublication(parts, layout).settle());
  }

  @Override
  public void admit(Layout layout, boolean open, Hold hold) {
    dataset(layout.id()).run(hold, parts -> parts.control().admit(open));
  }

  @Override
  public CommitResult commit(Commit commit) {
    return dataset(commit.layout().id())
        .call(parts -> new MemoryCommit(parts, commit, clock.instant()).write());
  }

  @Override
  public Optional<ExpiredPart> expire(Expiry expiry, long after) {
    return dataset(expiry.layout().id())
        .call(parts -> new MemoryExpiring(parts, expiry).expire(clock.instant()));
  }

  @Override
  public List<LostGroups> losses(Layout layout) {
    return dataset(layout.id()).call(parts -> parts.tables().losses(layout.rollups()));
  }

  @Override
  public Optional<Checkpoint> checkpoint(DatasetId id, String source, String split) {
    return dataset(id).call(parts -> parts.checkpoints().find(source, split));
  }

  @Override
  public Counters counters(DatasetId id) {
    return dataset(id).call(parts -> parts.control().counters());
  }

  @Override
  public RowsState state(Layout layout) {
    return dataset(layout.id()).call(parts -> parts.control().state());
  }

  @Override
  public Lookup lookup(Layout layout, Set<String> keys) {
    return dataset(layout.id()).call(parts -> lookup(parts, layout, keys));
  }

  private static Lookup lookup(MemoryParts parts, Layout layout, Set<String> keys) {
    return new Lookup(
        parts.control().state(), parts.rows().byKey(layout, parts.keys().sequences(keys)));
  }

  @Override
  public void scan(Layout layout, Consumer<StoredRow> reader) {
    // The rows are those of one moment; the reader runs outside of the lock and may call the store.
    dataset(layout.id()).call(parts -> parts.rows().read(layout)).forEach(reader);
  }

  void refuseIfClosed() {
    gate.pass();
  }

  /** Puts a dataset where none is. */
  void put(DatasetId id, MemoryDataset dataset) {
    gate.pass();
    datasets.put(id, dataset);
  }

  /** Work under way ends before; none begins on what is gone. */
  void drop(DatasetId id, Hold hold) {
    dataset(id).run(hold, parts -> parts.control().admit(false));
    datasets.remove(id);
  }

  /** The dataset, if somebody prepared it. */
  Optional<MemoryDataset> find(DatasetId id) {
    gate.pass();
    return Optional.ofNullable(datasets.get(id));
  }

  /** The dataset, which is empty and takes nothing if nobody prepared it. */
  MemoryDataset dataset(DatasetId id) {
    gate.pass();
    MemoryDataset present = datasets.get(id);
    return present == null ? new MemoryDataset() : present;
  }
}
