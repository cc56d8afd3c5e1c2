package io.obsrv.ingest;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.event.DataStore;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.Lookup;
import io.obsrv.event.RowsState;
import io.obsrv.pipeline.MasterBatch;
import io.obsrv.pipeline.MasterRows;
import io.obsrv.schema.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of master datasets. They change seldom and are looked up for every batch, so that those
 * that were found are kept for as long as their dataset is the same; so is that there is none. What
 * a batch is given is of one moment, no earlier than when it asked. For many threads: the cache
 * owns its state.
 */
final class Masters implements MasterRows {
  /** Of all masters together; the least recently used go first. */
  private static final int KEPT = 50_000;

  private final DataStore store;
  private final Layouts layouts;
  private final Cache<Place, Optional<Row>> kept =
      CacheBuilder.newBuilder().maximumSize(KEPT).build();

  /** A key of a master while its rows are the same, read in the columns of a version. */
  private record Place(DatasetId master, int version, RowsState state, String key) {}

  Masters(DataStore store, Layouts layouts) {
    this.store = store;
    this.layouts = layouts;
  }

  @Override
  public MasterBatch find(DatasetId master, Set<String> keys) {
    Optional<Layout> live = live(master);
    return live.isEmpty()
        ? MasterBatch.nothing()
        : new MasterBatch(live, rows(live.get(), keys, store.state(live.get().id())));
  }

  private Map<String, Row> rows(Layout layout, Set<String> keys, RowsState state) {
    Map<String, Row> rows = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    for (String key : keys) {
      Optional<Row> row = kept.getIfPresent(place(layout, state, key));
      if (row == null) {
        unknown.add(key);
      } else {
        row.ifPresent(present -> rows.put(key, present));
      }
    }
    if (unknown.isEmpty()) {
      return rows;
    }
    Lookup found = store.lookup(layout, unknown);
    if (!found.state().equals(state)) {
      // The master has changed since: what was kept is of another moment than what was found.
      return found(layout, keys, store.lookup(layout, keys));
    }
    rows.putAll(found(layout, unknown, found));
    return rows;
  }

  private Map<String, Row> found(Layout layout, Set<String> keys, Lookup lookup) {
    for (String key : keys) {
      kept.put(place(layout, lookup.state(), key), Optional.ofNullable(lookup.rows().get(key)));
    }
    return lookup.rows();
  }

  private static Place place(Layout layout, RowsState state, String key) {
    return new Place(layout.id(), layout.version(), state, key);
  }

  private Optional<Layout> live(DatasetId master) {
    try {
      return layouts.live(master);
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }
}
