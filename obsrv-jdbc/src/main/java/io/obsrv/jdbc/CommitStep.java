package io.obsrv.jdbc;

/** The steps of a commit, each told when it is done; see {@link CommitHook}. In their order. */
enum CommitStep {
  /** The control row is locked: this transaction writes alone. */
  LOCKED,
  /** The batch is not known, its progress goes on from the checkpoint, its releases are there. */
  ADMITTED,
  /** Duplicates are found; where rows are only added, the new keys are written. */
  KEYED,
  /** No other row has a value that must be unique. */
  UNCONTESTED,
  /** Rows that are replaced or deleted are gone. */
  REMOVED,
  /** Rows that come are there. */
  ADDED,
  /** Keys lead to their rows. */
  KEYS_REMEMBERED,
  /** Values that must be unique are taken. */
  CLAIMED,
  /** An aggregate table is up to date; once per table. */
  AGGREGATED,
  /** Records that failed are in quarantine. */
  QUARANTINED,
  /** The control row holds the counters. */
  COUNTED,
  /** Causes and warnings are counted. */
  CAUSES_COUNTED,
  /** The split's checkpoint is behind the batch. */
  CHECKPOINTED,
  /** The ids of the batch and its envelopes are known. */
  REMEMBERED,
  /** Every statement is done, the commit comes next. */
  COMMITTING,
  /** The database has committed. */
  COMMITTED,
  /** The commit outlives the process, and nobody was told yet. */
  SECURED
}
