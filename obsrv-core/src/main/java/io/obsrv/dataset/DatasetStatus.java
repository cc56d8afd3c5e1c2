package io.obsrv.dataset;

/** Where a dataset is in its life; {@link Transitions} has the moves. */
public enum DatasetStatus {
  /** Declared, never published: {@code create} brings you here. */
  DRAFT,
  /** Takes records and answers queries: {@code publish} or {@code reinstate}. */
  LIVE,
  /** Answers queries, takes no records: {@code retire} or {@code restore}. */
  RETIRED,
  /** Its rows are in a bundle, and only there: {@code archive}. */
  ARCHIVED,
  /** Nothing is left of it but its name and its audit trail: {@code purge}. */
  PURGED
}
