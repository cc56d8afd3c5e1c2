package io.obsrv.storage.located;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.QuarantineStore;
import io.obsrv.query.QueryEngine;
import io.obsrv.storage.Storage;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A storage that restores something else than it was given. */
record Meddled(Storage storage, UnaryOperator<Iterator<ArchiveEntry>> meddling) implements Storage {
  @Override
  public Registry registry() {
    return storage.registry();
  }

  @Override
  public DataStore data() {
    return storage.data();
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
  public LeaseStore leases() {
    return storage.leases();
  }

  @Override
  public ArchiveStore archives() {
    return new ArchiveStore() {
      @Override
      public void dump(Layout layout, Consumer<ArchiveEntry> sink) {
        storage.archives().dump(layout, sink);
      }

      @Override
      public void restore(Layout layout, Iterator<ArchiveEntry> entries, Hold hold) {
        storage.archives().restore(layout, meddling.apply(entries), hold);
      }

      @Override
      public void drop(DatasetId id, Hold hold) {
        storage.archives().drop(id, hold);
      }
    };
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
