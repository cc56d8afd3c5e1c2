package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Candidate;
import io.obsrv.event.Changes;
import io.obsrv.event.Commit;
import io.obsrv.event.EventTimes;
import io.obsrv.event.KeyState;
import io.obsrv.event.Layout;
import io.obsrv.event.Placed;
import io.obsrv.event.RowKeys;
import io.obsrv.event.StoredRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The keys of a dataset, and which record wrote each last. Guarded by the lock of its dataset. */
final class MemoryKeys {
  private final Map<String, Written> keys = new HashMap<>();

  /** The record that wrote a key last. */
  private record Written(long sequence, Instant acceptedAt, Optional<Instant> eventTime) {}

  /** When each key of a batch was accepted last. */
  Map<String, Instant> accepted(Commit commit) {
    Map<String, Instant> accepted = new HashMap<>();
    for (String key : commit.keys()) {
      Optional.ofNullable(keys.get(key))
          .ifPresent(written -> accepted.put(key, written.acceptedAt()));
    }
    return accepted;
  }

  /** What is known of the keys of a batch. */
  Map<String, KeyState> states(Commit commit, Map<Long, StoredRow> rows) {
    Map<String, KeyState> states = new HashMap<>();
    for (Candidate candidate : commit.candidates()) {
      String key = candidate.key().orElseThrow();
      Written written = keys.get(key);
      if (written != null) {
        states.put(
            key,
            new KeyState(written.eventTime(), Optional.ofNullable(rows.get(written.sequence()))));
      }
    }
    return states;
  }

  /** The numbers of the records that wrote some keys. */
  Map<String, Long> sequences(Set<String> wanted) {
    Map<String, Long> found = new HashMap<>();
    for (String key : wanted) {
      Optional.ofNullable(keys.get(key)).ifPresent(w -> found.put(key, w.sequence()));
    }
    return found;
  }

  /** Forgets keys, and those that some records wrote last. */
  void forget(Set<String> gone, Set<Long> records) {
    keys.keySet().removeAll(gone);
    keys.values().removeIf(written -> records.contains(written.sequence()));
  }

  void remember(Commit commit, Changes changes, Instant now) {
    for (Placed placed : changes.accepted()) {
      Candidate candidate = placed.candidate();
      candidate
          .key()
          .ifPresent(key -> keys.put(key, new Written(placed.sequence(), now, placed.newest())));
    }
  }

  /** Finds the keys of all rows anew, for a version with another key than the one before. */
  void rebuild(Layout layout, List<StoredRow> rows) {
    RowKeys found = new RowKeys(layout);
    keys.clear();
    for (StoredRow row : rows) {
      found
          .key(row.row())
          .ifPresent(
              key ->
                  keys.put(
                      key,
                      new Written(
                          row.sequence(),
                          row.receivedAt(),
                          EventTimes.of(layout.definition(), row.row()))));
    }
  }

  /** Where rows are only added, all that counts of a key is when it was accepted. */
  Stream<ArchiveEntry> entries(Layout layout) {
    return new TreeMap<>(keys)
        .entrySet().stream().map(each -> entry(layout, each.getKey(), each.getValue()));
  }

  private static ArchiveEntry entry(Layout layout, String key, Written written) {
    return layout.upserts()
        ? new ArchiveEntry.Key(
            key, written.acceptedAt(), OptionalLong.of(written.sequence()), written.eventTime())
        : new ArchiveEntry.Key(key, written.acceptedAt(), OptionalLong.empty(), Optional.empty());
  }

  void restore(ArchiveEntry.Key entry) {
    keys.put(
        entry.key(),
        new Written(entry.sequence().orElse(0), entry.acceptedAt(), entry.eventTime()));
  }
}
