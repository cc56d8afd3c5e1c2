package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Expiry;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineCause;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.storage.ForwardingStorage;
import io.obsrv.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/** A real storage that writes down how many records of a quarantine each read asks for and gets. */
final class ReadsOfQuarantine extends ForwardingStorage {
  final List<Integer> limits = new ArrayList<>();
  final List<Integer> bytes = new ArrayList<>();

  ReadsOfQuarantine(Storage storage) {
    super(storage);
  }

  @Override
  public QuarantineStore quarantine() {
    QuarantineStore store = super.quarantine();
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
      public List<Long> expire(Expiry expiry, List<Long> records, String actor, String reason) {
        return store.expire(expiry, records, actor, reason);
      }

      @Override
      public List<QuarantineEntry> trail(DatasetId id, long record) {
        return store.trail(id, record);
      }
    };
  }
}
