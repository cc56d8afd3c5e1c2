package io.obsrv.dataset;

/** What the records of a dataset are. */
public enum Kind {
  /** Things that happened; rows are only ever appended. The default. */
  EVENT,
  /** The state of things, such as orders: a record takes the place of the row of its key. */
  TRANSACTION,
  /** Things that other datasets look up, such as customers; kept as transactions are. */
  MASTER;

  /**
   * Whether a record takes the place of the row of its key.
   *
   * @return true for transactions and master data
   */
  public boolean upserts() {
    return this != EVENT;
  }
}
