package io.obsrv.event;

/**
 * What a table loses that is declared anew, or not any more: groups that are frozen, since rows of
 * theirs are gone, and that nothing can make again.
 *
 * @param table its name
 * @param groups how many groups, at least one
 */
public record LostGroups(String table, long groups) {

  /**
   * The loss in words.
   *
   * @return a sentence without the name of the table
   */
  public String text() {
    return "loses %,d frozen %s, whose rows are gone"
        .formatted(groups, groups == 1 ? "group" : "groups");
  }
}
