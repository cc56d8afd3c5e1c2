package io.obsrv.event;

import io.obsrv.error.Problems;
import io.obsrv.schema.Compatibility;
import java.util.List;

/** What becomes of a publication when stored rows contradict the version that is published. */
public enum OnContradiction {
  /** It is refused, and nothing is changed, unless the version asks for no compatibility. */
  REFUSE,
  /**
   * It goes on: a value that has no form in the column's new type is null for the version. What is
   * stored stays, and is seen again by a later version that can hold it; so does a value that only
   * breaks a constraint. Rows that cannot be told apart by a new key are refused all the same.
   */
  NULLIFY;

  /**
   * Decides about a publication.
   *
   * @param layout the version that is published
   * @param found what contradicts it
   * @throws io.obsrv.error.InvalidException if that is refused
   */
  public void decide(Layout layout, Contradictions found) {
    Compatibility asked = layout.definition().compatibility();
    found.refuse(layout, rows -> this == REFUSE ? rows.isRefused(asked) : !rows.canBeForced());
  }

  /**
   * Decides about what tables lose.
   *
   * @param layout the version that is published
   * @param losses what is lost with it
   * @throws io.obsrv.error.InvalidException if that is refused
   */
  public void decide(Layout layout, List<LostGroups> losses) {
    Problems problems = new Problems();
    if (this == REFUSE) {
      losses.forEach(loss -> problems.add("tables/" + loss.table(), loss.text()));
    }
    Contradictions.refuse(layout, problems);
  }
}
