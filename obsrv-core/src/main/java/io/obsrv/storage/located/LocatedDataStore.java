package io.obsrv.storage.located;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.Location;
import io.obsrv.error.ObsrvException;
import io.obsrv.error.Problem;
import io.obsrv.event.CallerTransaction;
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
import io.obsrv.storage.Storage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rows of datasets at their locations. Has no state of its own. */
final class LocatedDataStore implements DataStore {
  private final Places places;

  LocatedDataStore(Places places) {
    this.places = places;
  }

  @Override
  public Set<Location> locations() {
    return Set.copyOf(places.all().keySet());
  }

  @Override
  public Optional<Location> location(DatasetId id) {
    return of(id).location(id);
  }

  @Override
  public boolean holds(Layout layout) {
    return of(layout).holds(layout);
  }

  /** Looks everywhere, so that what should not be there is found, and one that is down is told. */
  @Override
  public SortedMap<Location, Holding> holdings(DatasetId id) {
    SortedMap<Location, Holding> holdings = new TreeMap<>();
    places
        .all()
        .forEach(
            (location, storage) ->
                holdings(storage, location, id).forEach(h -> holdings.put(location, h)));
    return holdings;
  }

  private static Collection<Holding> holdings(Storage storage, Location location, DatasetId id) {
    try {
      return storage.data().holdings(id).values();
    } catch (ObsrvException e) {
      return List.of(Holding.unseen(location, String.valueOf(e.getMessage())));
    }
  }

  @Override
  public List<Problem> problems(Layout layout) {
    return of(layout).problems(layout);
  }

  @Override
  public void prepare(Layout layout, Hold hold) {
    of(layout).prepare(layout, hold);
  }

  @Override
  public void backfill(Layout layout, OnContradiction policy, Hold hold) {
    of(layout).backfill(layout, policy, hold);
  }

  @Override
  public void activate(Layout layout, OnContradiction policy, Hold hold) {
    of(layout).activate(layout, policy, hold);
  }

  @Override
  public List<ContradictingRows> contradictions(Layout layout) {
    return of(layout).contradictions(layout);
  }

  @Override
  public void settle(Layout layout, Hold hold) {
    of(layout).settle(layout, hold);
  }

  @Override
  public void admit(Layout layout, boolean open, Hold hold) {
    of(layout).admit(layout, open, hold);
  }

  /** A writer that was left behind by a move finds nothing, and is told which version is live. */
  @Override
  public CommitResult commit(Commit commit) {
    return orElsewhere(commit, of(commit.layout()).commit(commit));
  }

  @Override
  public CommitResult commit(Commit commit, CallerTransaction transaction) {
    return orElsewhere(commit, of(commit.layout()).commit(commit, transaction));
  }

  private CommitResult orElsewhere(Commit commit, CommitResult result) {
    return result instanceof CommitResult.Refused
        ? elsewhere(commit.layout()).orElse(result)
        : result;
  }

  private Optional<CommitResult> elsewhere(Layout layout) {
    return places
        .dataset(layout.id())
        .filter(dataset -> dataset.status() == DatasetStatus.LIVE)
        .filter(dataset -> !dataset.location().equals(layout.location()))
        .map(dataset -> new CommitResult.Superseded(dataset.live().orElseThrow()));
  }

  @Override
  public Optional<ExpiredPart> expire(Expiry expiry, long after) {
    return of(expiry.layout()).expire(expiry, after);
  }

  @Override
  public List<LostGroups> losses(Layout layout) {
    return of(layout).losses(layout);
  }

  @Override
  public Optional<Checkpoint> checkpoint(DatasetId id, String source, String split) {
    return of(id).checkpoint(id, source, split);
  }

  @Override
  public Counters counters(DatasetId id) {
    return of(id).counters(id);
  }

  @Override
  public RowsState state(Layout layout) {
    return places.read(layout, storage -> storage.data().state(layout));
  }

  @Override
  public Lookup lookup(Layout layout, Set<String> keys) {
    return places.read(layout, storage -> storage.data().lookup(layout, keys));
  }

  @Override
  public void scan(Layout layout, Consumer<StoredRow> reader) {
    of(layout).scan(layout, reader);
  }

  private DataStore of(Layout layout) {
    return places.of(layout).data();
  }

  private DataStore of(DatasetId id) {
    return places.of(id).data();
  }
}
