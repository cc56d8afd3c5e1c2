package io.obsrv.dataset;

/** Where a dataset is in its life; {@link Transitions} has the moves. */
public enum DatasetStatus {
  /** Declared, never published: {@code create} brings you here. */
  DRAFT,
  /** Takes records and answers queries: {@code publish} or {@code reinstate}. */
  LIVE,
  /** Answers queries, takes no records: {@code retire}. */
  RETIRED
}
