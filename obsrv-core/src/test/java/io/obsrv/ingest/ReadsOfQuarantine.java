package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineCause;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.query.QueryEngine;
import io.obsrv.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/** A real storage that writes down how many records of a quarantine each read asks for and gets. */
final class ReadsOfQuarantine implements Storage {
  final List<Integer> limits = new ArrayList<>();
  final List<Integer> bytes = new ArrayList<>();
  private final Storage storage;

  ReadsOfQuarantine(Storage storage) {
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
    QuarantineStore store = storage.quarantine();
    return new QuarantineStore() {
      @Override
      public List<QuarantinedEvent> read(
          DatasetId id, QuarantineFilter filter, long after, int limit) {
        limits.add(limit);
        List<QuarantinedEvent> read = store.read(id, filter, after, limit);
        bytes.add(read.stream().mapToInt(record -> record.raw().length).sum());
        return read;
      }

      @Override
      public List<QuarantineSize> sizes(
          DatasetId id, QuarantineFilter filter, long after, int limit) {
        limits.add(limit);
        return store.sizes(id, filter, after, limit);
      }

      @Override
      public long last(DatasetId id) {
        return store.last(id);
      }

      @Override
      public List<QuarantineCause> causes(DatasetId id) {
        return store.causes(id);
      }

      @Override
      public boolean patch(DatasetId id, QuarantinedEvent seen, byte[] raw, String actor) {
        return store.patch(id, seen, raw, actor);
      }

      @Override
      public List<Long> remove(
          DatasetId id, List<Long> records, QuarantineAction action, String actor, String reason) {
        return store.remove(id, records, action, actor, reason);
      }

      @Override
      public List<QuarantineEntry> trail(DatasetId id, long record) {
        return store.trail(id, record);
      }
    };
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
