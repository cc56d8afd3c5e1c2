package io.obsrv.storage;

import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.QuarantineStore;
import io.obsrv.query.QueryEngine;

/** A storage that is another one, but for what a test changes of it. */
public abstract class ForwardingStorage implements Storage {
  private final Storage storage;

  protected ForwardingStorage(Storage storage) {
    this.storage = storage;
  }

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
  public boolean isShared() {
    return storage.isShared();
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
