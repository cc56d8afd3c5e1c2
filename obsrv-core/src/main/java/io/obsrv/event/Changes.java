package io.obsrv.event;

import io.obsrv.schema.Row;
import io.obsrv.table.RollupChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a batch changes, decided against what is stored: the pure part of a commit, the same for
 * every store.
 *
 * @param duplicates positions of the records that were known, or are not newer than what is stored
 * @param accepted the candidates that count as accepted, with their numbers
 * @param added those of them that are rows now
 * @param removed the stored rows that go
 */
public record Changes(
    Set<Integer> duplicates,
    List<Placed> accepted,
    Collection<Placed> added,
    List<StoredRow> removed) {
  /** Before every position of a batch. */
  private static final int STORED = -1;

  /**
   * The changes of a dataset whose rows are only added. A record is known if its key was accepted
   * within the dataset's window, the end of which belongs to it, or earlier in the batch; so is one
   * that fails a stage by now.
   *
   * @param commit the batch
   * @param repeated positions of records whose envelope is known
   * @param stored when each key of the batch that is remembered was accepted last
   * @param at when the batch is committed
   * @param last the number of the record accepted before
   * @return the changes
   */
  public static Changes appending(
      Commit commit, Set<Integer> repeated, Map<String, Instant> stored, Instant at, long last) {
    Duration window = commit.layout().definition().dedupWindow();
    Set<Integer> duplicates = new HashSet<>(repeated);
    Map<String, Integer> known = new HashMap<>();
    stored.forEach(
        (key, seen) -> {
          if (Duration.between(seen, at).compareTo(window) <= 0) {
            known.put(key, STORED);
          }
        });
    List<Placed> accepted = new ArrayList<>(commit.candidates().size());
    for (Candidate candidate : commit.candidates()) {
      int index = candidate.index();
      if (repeated.contains(index)
          || candidate.key().map(key -> known.putIfAbsent(key, index)).isPresent()) {
        duplicates.add(index);
      } else {
        accepted.add(new Placed(last + accepted.size() + 1, candidate, Optional.empty()));
      }
    }
    for (Rejected rejected : commit.rejected()) {
      if (rejected.key().map(known::get).filter(from -> from < rejected.index()).isPresent()) {
        duplicates.add(rejected.index());
      }
    }
    return new Changes(duplicates, accepted, accepted, List.of());
  }

  /**
   * The changes of a dataset that has one row per key. A record that is older than the newest one
   * of its key that told its time, or says just what is stored, changes nothing.
   *
   * @param commit the batch, in which every candidate has a key
   * @param repeated positions of records whose envelope is known
   * @param stored what is known of the keys of the batch
   * @param last the number of the record accepted before
   * @return the changes
   */
  public static Changes upserting(
      Commit commit, Set<Integer> repeated, Map<String, KeyState> stored, long last) {
    Set<Integer> duplicates = new HashSet<>(repeated);
    List<Placed> accepted = new ArrayList<>();
    Map<String, Placed> latest = new LinkedHashMap<>();
    Upsert upsert = new Upsert(commit.layout().definition(), stored);
    for (Candidate candidate : commit.candidates()) {
      if (repeated.contains(candidate.index()) || !upsert.accepts(candidate)) {
        duplicates.add(candidate.index());
      } else {
        String key = candidate.key().orElseThrow();
        Placed placed = new Placed(last + accepted.size() + 1, candidate, upsert.newest(key));
        accepted.add(placed);
        latest.put(key, placed);
      }
    }
    List<StoredRow> removed = new ArrayList<>();
    for (String key : latest.keySet()) {
      Optional.ofNullable(stored.get(key)).flatMap(KeyState::row).ifPresent(removed::add);
    }
    List<Placed> added =
        latest.values().stream().filter(p -> p.candidate().effect() == Effect.PUT).toList();
    return new Changes(duplicates, accepted, added, removed);
  }

  /**
   * What the rows that come and go change in the aggregate tables.
   *
   * @param commit the batch
   * @return a change for each of the version's tables, in their order
   */
  public List<RollupChange> tables(Commit commit) {
    boolean areAllAdded = added.size() == commit.candidates().size() && removed.isEmpty();
    if (areAllAdded && !commit.additions().isEmpty()) {
      return commit.additions();
    }
    List<Row> coming = added.stream().map(placed -> placed.candidate().row()).toList();
    List<Row> going = removed.stream().map(StoredRow::row).toList();
    return commit.layout().rollups().stream()
        .map(rollup -> RollupChange.of(rollup, coming, going))
        .toList();
  }

  /**
   * How the records in quarantine change, by the code of their cause.
   *
   * @param commit the batch
   * @return how many more records there are, or fewer, for each code that changes
   */
  public Map<String, Long> causes(Commit commit) {
    Map<String, Long> codes = new TreeMap<>();
    for (Rejected rejected : commit.rejected()) {
      if (!duplicates.contains(rejected.index())) {
        codes.merge(rejected.rejection().code().name(), 1L, Long::sum);
      }
    }
    commit
        .arrival()
        .released()
        .forEach(record -> codes.merge(record.rejection().code().name(), -1L, Long::sum));
    return codes;
  }

  /**
   * The accepted records by the rule they break without failing.
   *
   * @return how many records for each rule
   */
  public Map<String, Long> warnings() {
    Map<String, Long> rules = new TreeMap<>();
    accepted.forEach(
        placed -> placed.candidate().warnings().forEach(rule -> rules.merge(rule, 1L, Long::sum)));
    return rules;
  }
}
