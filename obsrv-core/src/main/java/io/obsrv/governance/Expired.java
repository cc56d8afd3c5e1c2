package io.obsrv.governance;

/**
 * What has gone because its retention was over.
 *
 * @param rows rows of the dataset
 * @param groups groups of aggregate tables with a retention of their own
 * @param quarantined records in quarantine
 */
public record Expired(long rows, long groups, long quarantined) {
  /** Nothing was due. */
  public static final Expired NOTHING = new Expired(0, 0, 0);

  Expired plus(long moreRows, long moreGroups) {
    return new Expired(rows + moreRows, groups + moreGroups, quarantined);
  }

  @Override
  public String toString() {
    return "rows %,d, groups %,d, records in quarantine %,d".formatted(rows, groups, quarantined);
  }
}
