package io.obsrv.event;

import io.obsrv.schema.Compatibility;

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
}
