package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Changes;
import io.obsrv.event.Claim;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Conflicts;
import io.obsrv.event.Layout;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredRow;
import io.obsrv.event.UniqueRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rows have each value that must be unique. Guarded by the lock of its dataset. */
final class MemoryClaims {
  private final Map<String, Owners> byKey = new TreeMap<>();
  private Set<String> maintained = Set.of();

  /** The rule that asks for a value, and the rows that have it. */
  private record Owners(String rule, SortedSet<Long> rows) {}

  /** Claims the values of the rows there are for rules that are new. */
  void activate(Layout layout, List<StoredRow> rows) {
    List<UniqueRule> rules = UniqueRule.all(layout.definition());
    Set<String> next = new HashSet<>();
    for (UniqueRule rule : rules) {
      next.add(rule.marker());
      if (!maintained.contains(rule.marker())) {
        byKey.values().removeIf(owners -> owners.rule().equals(rule.name()));
        rows.forEach(row -> rule.claim(row.row()).ifPresent(claim -> take(claim, row.sequence())));
      }
    }
    maintained = next;
  }

  List<CommitResult.Conflict> conflicts(Changes changes) {
    Set<Long> removed = removed(changes);
    Set<Claim> taken = new HashSet<>();
    for (Claim claim : Conflicts.claims(changes)) {
      Owners owners = byKey.get(claim.key());
      if (owners != null && !removed.containsAll(owners.rows())) {
        taken.add(claim);
      }
    }
    return Conflicts.find(changes, taken);
  }

  void apply(Changes changes) {
    Set<Long> removed = removed(changes);
    if (!removed.isEmpty()) {
      byKey.values().forEach(owners -> owners.rows().removeAll(removed));
      byKey.values().removeIf(owners -> owners.rows().isEmpty());
    }
    for (Placed placed : changes.added()) {
      placed.candidate().claims().forEach(claim -> take(claim, placed.sequence()));
    }
  }

  private void take(Claim claim, long row) {
    take(claim.key(), claim.rule(), row);
  }

  private void take(String key, String rule, long row) {
    byKey.computeIfAbsent(key, absent -> new Owners(rule, new TreeSet<>())).rows().add(row);
  }

  private static Set<Long> removed(Changes changes) {
    return changes.removed().stream().map(StoredRow::sequence).collect(Collectors.toSet());
  }

  Stream<ArchiveEntry> entries() {
    List<ArchiveEntry> entries = new ArrayList<>();
    byKey.forEach(
        (key, owners) ->
            owners
                .rows()
                .forEach(row -> entries.add(new ArchiveEntry.Claimed(key, owners.rule(), row))));
    return entries.stream();
  }

  void restore(ArchiveEntry.Claimed entry) {
    take(entry.key(), entry.rule(), entry.sequence());
  }

  /** Goes on with the rules of a version, whose claims were restored. */
  void maintain(Layout layout) {
    maintained =
        UniqueRule.all(layout.definition()).stream()
            .map(UniqueRule::marker)
            .collect(Collectors.toSet());
  }
}
