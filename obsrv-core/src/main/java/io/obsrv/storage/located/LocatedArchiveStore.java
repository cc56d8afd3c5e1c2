package io.obsrv.storage.located;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import java.util.Iterator;
import java.util.function.Consumer;

/** Whole datasets at their locations. Has no state of its own. */
final class LocatedArchiveStore implements ArchiveStore {
  private final Places places;

  LocatedArchiveStore(Places places) {
    this.places = places;
  }

  @Override
  public void dump(Layout layout, Consumer<ArchiveEntry> sink) {
    places.of(layout).archives().dump(layout, sink);
  }

  @Override
  public void restore(Layout layout, Iterator<ArchiveEntry> entries, Hold hold) {
    places.of(layout).archives().restore(layout, entries, hold);
  }

  @Override
  public void drop(Layout layout, Hold hold) {
    places.of(layout).archives().drop(layout, hold);
    places.forget(layout.id());
  }

  @Override
  public void drop(DatasetId id, Hold hold) {
    places.of(id).archives().drop(id, hold);
    places.forget(id);
  }
}
