package io.obsrv.storage;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Changes;
import io.obsrv.event.Commit;
import io.obsrv.event.Effect;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredChange;
import io.obsrv.schema.RowJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is left of rows that were removed: their keys, for destinations. Guarded by the lock of its
 * dataset.
 */
final class MemoryRemovals {
  private final Map<String, StoredChange> byKey = new HashMap<>();

  /** Forgets the removals of keys that were written again, and remembers new ones. */
  void remember(Commit commit, Changes changes) {
    DatasetDefinition definition = commit.layout().definition();
    for (Placed placed : changes.accepted()) {
      if (placed.candidate().key().isPresent()) {
        String key = placed.candidate().key().get();
        if (placed.candidate().effect() == Effect.REMOVE) {
          byKey.put(
              key,
              new StoredChange(
                  placed.sequence(),
                  Effect.REMOVE,
                  commit.arrival().origin(placed.candidate().index()).receivedAt(),
                  RowJson.write(definition.schema(), placed.candidate().row(), definition.key())));
        } else {
          byKey.remove(key);
        }
      }
    }
  }

  /** Forgets what was removed before some time; answers the keys. */
  Set<String> forget(Instant before) {
    Set<String> old = new HashSet<>();
    byKey.forEach(
        (key, change) -> {
          if (change.receivedAt().isBefore(before)) {
            old.add(key);
          }
        });
    byKey.keySet().removeAll(old);
    return old;
  }

  Stream<ArchiveEntry> entries() {
    return new TreeMap<>(byKey)
        .entrySet().stream()
            .sorted(Comparator.comparingLong(each -> each.getValue().sequence()))
            .map(each -> entry(each.getKey(), each.getValue()));
  }

  private static ArchiveEntry entry(String key, StoredChange change) {
    return new ArchiveEntry.Removal(key, change.sequence(), change.receivedAt(), change.value());
  }

  void restore(ArchiveEntry.Removal entry) {
    byKey.put(
        entry.key(),
        new StoredChange(entry.sequence(), Effect.REMOVE, entry.receivedAt(), entry.value()));
  }

  /** The removals with a higher number. */
  Stream<StoredChange> behind(long sequence) {
    return byKey.values().stream().filter(change -> change.sequence() > sequence);
  }
}
