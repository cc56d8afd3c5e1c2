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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The rows of master datasets. They change seldom and are looked up for every batch, so that those
 * that were found are kept for as long as their dataset is the same; so is that there is none. What
 * a batch is given is of one moment, no earlier than when it asked. For many threads: the cache
 * owns which masters are kept, each of which has a map of its own.
 */
final class Masters implements MasterRows {
  /** The least recently used go first. */
  private static final int KEPT_MASTERS = 32;

  /** Of one master; with more it begins anew. */
  private static final int KEPT_ROWS = 20_000;

  private final DataStore store;
  private final Layouts layouts;
  private final Cache<Moment, ConcurrentMap<String, Optional<Row>>> kept =
      CacheBuilder.newBuilder().maximumSize(KEPT_MASTERS).build();

  /** A master while its rows are the same, read in the columns of a version. */
  private record Moment(DatasetId master, int version, RowsState state) {}

  Masters(DataStore store, Layouts layouts) {
    this.store = store;
    this.layouts = layouts;
  }

  @Override
  public MasterBatch find(DatasetId master, Set<String> keys) {
    Optional<Layout> live = live(master);
    return live.isEmpty()
        ? MasterBatch.nothing()
        : new MasterBatch(live, rows(live.get(), keys, store.state(live.get())));
  }

  private Map<String, Row> rows(Layout layout, Set<String> keys, RowsState state) {
    ConcurrentMap<String, Optional<Row>> known = known(layout, state);
    Map<String, Row> rows = new HashMap<>();
    Set<String> unknown = new HashSet<>();
    for (String key : keys) {
      Optional<Row> row = known.get(key);
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
    ConcurrentMap<String, Optional<Row>> known = known(layout, lookup.state());
    if (known.size() + keys.size() > KEPT_ROWS) {
      known.clear();
    }
    keys.forEach(key -> known.put(key, Optional.ofNullable(lookup.rows().get(key))));
    return lookup.rows();
  }

  private ConcurrentMap<String, Optional<Row>> known(Layout layout, RowsState state) {
    Moment moment = new Moment(layout.id(), layout.version(), state);
    ConcurrentMap<String, Optional<Row>> known = kept.getIfPresent(moment);
    if (known == null) {
      known = new ConcurrentHashMap<>();
      kept.put(moment, known);
    }
    return known;
  }

  private Optional<Layout> live(DatasetId master) {
    try {
      return layouts.live(master);
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }
}
