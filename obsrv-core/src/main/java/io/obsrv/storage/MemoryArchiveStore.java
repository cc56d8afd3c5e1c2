package io.obsrv.storage;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveInput;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import java.util.Iterator;
import java.util.function.Consumer;

/** The way of whole datasets. Has no state of its own. */
final class MemoryArchiveStore implements ArchiveStore {
  private final MemoryDataStore data;

  MemoryArchiveStore(MemoryDataStore data) {
    this.data = data;
  }

  @Override
  public void dump(Layout layout, Consumer<ArchiveEntry> sink) {
    // The entries are those of one moment; the sink runs outside of the lock.
    data.dataset(layout.id()).call(parts -> new MemoryDump(parts, layout).entries()).forEach(sink);
  }

  @Override
  public void restore(Layout layout, Iterator<ArchiveEntry> entries, Hold hold) {
    data.refuseIfClosed();
    ArchiveInput input = new ArchiveInput(layout, entries);
    data.location(layout.id()).ifPresent(layout::refuseAt);
    data.drop(layout.id(), hold);
    MemoryDataset restored = new MemoryDataset();
    restored.run(parts -> MemoryLoad.load(parts, layout, input));
    hold.require();
    data.put(layout.id(), restored);
  }

  @Override
  public void drop(DatasetId id, Hold hold) {
    data.drop(id, hold);
  }
}
