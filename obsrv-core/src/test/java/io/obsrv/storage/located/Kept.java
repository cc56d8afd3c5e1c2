package io.obsrv.storage.located;

import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.QuarantineStore;
import io.obsrv.query.QueryEngine;
import io.obsrv.storage.Storage;

/** A storage in memory that outlives the libraries which are opened on it. */
record Kept(Storage storage) implements Storage {
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
    // It is kept.
  }
}
