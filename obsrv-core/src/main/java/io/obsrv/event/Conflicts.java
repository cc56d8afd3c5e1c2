package io.obsrv.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
   * The claims that cannot be met. Of two in one batch the first is met. A record that carries a
   * warning of the rule has been found out before, and shares the value.
   *
   * @param changes the changes of the batch
   * @param owned the claims that rows have which are not removed
   * @return the conflicts, none if all claims can be met
   */
  public static List<CommitResult.Conflict> find(Changes changes, Set<Claim> owned) {
    Set<Claim> taken = new HashSet<>(owned);
    List<CommitResult.Conflict> conflicts = new ArrayList<>();
    for (Placed placed : changes.added()) {
      Candidate candidate = placed.candidate();
      for (Claim claim : candidate.claims()) {
        if (!taken.add(claim) && !candidate.warnings().contains(claim.rule())) {
          conflicts.add(new CommitResult.Conflict(placed.candidate().index(), claim));
        }
      }
    }
    return conflicts;
  }
}
