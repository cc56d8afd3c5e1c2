package io.obsrv.storage;

import io.obsrv.event.Changes;
import io.obsrv.event.Claim;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Conflicts;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import io.obsrv.event.UniqueRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which row has each value that must be unique. Guarded by the lock of its dataset. */
final class MemoryClaims {
  private final Map<Claim, Long> owners = new HashMap<>();
  private Set<String> maintained = Set.of();

  /**
   * Claims the values of the rows there are for rules that are new. Of two rows the first has it.
   */
  void activate(Layout layout, List<StoredRow> rows) {
    List<UniqueRule> rules = UniqueRule.all(layout.definition());
    Set<String> next = new HashSet<>();
    for (UniqueRule rule : rules) {
      next.add(rule.marker());
      if (!maintained.contains(rule.marker())) {
        owners.keySet().removeIf(claim -> claim.rule().equals(rule.name()));
        rows.forEach(
            row ->
                rule.claim(row.row())
                    .ifPresent(claim -> owners.putIfAbsent(claim, row.sequence())));
      }
    }
    maintained = next;
  }

  List<CommitResult.Conflict> conflicts(Changes changes) {
    Set<Claim> claims = Conflicts.claims(changes);
    Map<Claim, Long> taken = new HashMap<>(owners);
    taken.keySet().retainAll(claims);
    return Conflicts.find(changes, taken);
  }

  void apply(Changes changes) {
    Set<Long> removed = new HashSet<>();
    changes.removed().stream().map(StoredRow::sequence).forEach(removed::add);
    owners.values().removeIf(removed::contains);
    changes
        .added()
        .forEach(
            placed ->
                placed.candidate().claims().forEach(claim -> owners.put(claim, placed.sequence())));
  }
}
