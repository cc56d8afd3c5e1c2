package io.obsrv.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds records that ask for a value which another row has. */
public final class Conflicts {
  private Conflicts() {}

  /**
   * Every claim a batch makes.
   *
   * @param changes the changes of the batch
   * @return the claims of the rows that it adds
   */
  public static Set<Claim> claims(Changes changes) {
    Set<Claim> claims = new HashSet<>();
    changes.added().forEach(placed -> claims.addAll(placed.candidate().claims()));
    return claims;
  }

  /**
   * The claims that cannot be met. Of two in one batch the first is met.
   *
   * @param changes the changes of the batch
   * @param owners the number of the row that has a claimed value, for those that are taken
   * @return the conflicts, none if all claims can be met
   */
  public static List<CommitResult.Conflict> find(Changes changes, Map<Claim, Long> owners) {
    Set<Long> removed = new HashSet<>();
    changes.removed().forEach(row -> removed.add(row.sequence()));
    Map<Claim, Long> taken = new HashMap<>(owners);
    taken.values().removeIf(removed::contains);
    List<CommitResult.Conflict> conflicts = new ArrayList<>();
    for (Placed placed : changes.added()) {
      for (Claim claim : placed.candidate().claims()) {
        if (taken.putIfAbsent(claim, placed.sequence()) != null) {
          conflicts.add(new CommitResult.Conflict(placed.candidate().index(), claim));
        }
      }
    }
    return conflicts;
  }
}
