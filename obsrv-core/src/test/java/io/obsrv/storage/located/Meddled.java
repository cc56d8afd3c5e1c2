package io.obsrv.storage.located;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.storage.ForwardingStorage;
import io.obsrv.storage.Storage;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A storage that restores something else than it was given. */
final class Meddled extends ForwardingStorage {
  private final UnaryOperator<Iterator<ArchiveEntry>> meddling;

  Meddled(Storage storage, UnaryOperator<Iterator<ArchiveEntry>> meddling) {
    super(storage);
    this.meddling = meddling;
  }

  @Override
  public ArchiveStore archives() {
    ArchiveStore archives = super.archives();
    return new ArchiveStore() {
      @Override
      public void dump(Layout layout, Consumer<ArchiveEntry> sink) {
        archives.dump(layout, sink);
      }

      @Override
      public void restore(Layout layout, Iterator<ArchiveEntry> entries, Hold hold) {
        archives.restore(layout, meddling.apply(entries), hold);
      }

      @Override
      public void drop(DatasetId id, Hold hold) {
        archives.drop(id, hold);
      }
    };
  }
}
