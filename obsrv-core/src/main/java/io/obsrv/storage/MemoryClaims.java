package io.obsrv.storage;

import io.obsrv.event.Changes;
import io.obsrv.event.Claim;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Conflicts;
import io.obsrv.event.Layout;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredRow;
import io.obsrv.event.UniqueRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which rows have each value that must be unique. Guarded by the lock of its dataset. */
final class MemoryClaims {
  private final Map<Claim, Set<Long>> owners = new HashMap<>();
  private Set<String> maintained = Set.of();

  /** Claims the values of the rows there are for rules that are new. */
  void activate(Layout layout, List<StoredRow> rows) {
    List<UniqueRule> rules = UniqueRule.all(layout.definition());
    Set<String> next = new HashSet<>();
    for (UniqueRule rule : rules) {
      next.add(rule.marker());
      if (!maintained.contains(rule.marker())) {
        owners.keySet().removeIf(claim -> claim.rule().equals(rule.name()));
        rows.forEach(row -> rule.claim(row.row()).ifPresent(claim -> take(claim, row.sequence())));
      }
    }
    maintained = next;
  }

  List<CommitResult.Conflict> conflicts(Changes changes) {
    Set<Long> removed = removed(changes);
    Set<Claim> taken = new HashSet<>();
    for (Claim claim : Conflicts.claims(changes)) {
      if (!removed.containsAll(owners.getOrDefault(claim, Set.of()))) {
        taken.add(claim);
      }
    }
    return Conflicts.find(changes, taken);
  }

  void apply(Changes changes) {
    Set<Long> removed = removed(changes);
    if (!removed.isEmpty()) {
      owners.values().forEach(rows -> rows.removeAll(removed));
      owners.values().removeIf(Set::isEmpty);
    }
    for (Placed placed : changes.added()) {
      placed.candidate().claims().forEach(claim -> take(claim, placed.sequence()));
    }
  }

  private void take(Claim claim, long row) {
    owners.computeIfAbsent(claim, key -> new HashSet<>()).add(row);
  }

  private static Set<Long> removed(Changes changes) {
    return changes.removed().stream().map(StoredRow::sequence).collect(Collectors.toSet());
  }
}
