package io.obsrv.error;

/** What kind of failure an {@link ObsrvException} reports; stable, for programs to decide on. */
public enum ErrorCode {
  /** A definition, schema or option is not acceptable; the problems say why. */
  INVALID,
  /** No dataset, version or table has that name. */
  NOT_FOUND,
  /** A dataset with that id exists already. */
  ALREADY_EXISTS,
  /** The life cycle does not allow this move from the present state. */
  ILLEGAL_MOVE,
  /** The caller worked from an older revision than the stored one. */
  STALE_REVISION,
  /** The dataset does not take records now: it is not live, or its source was changed. */
  INGEST_REFUSED,
  /** The dataset has as much unfinished work as it may have; try again later. */
  OVERLOADED,
  /** A master dataset has no row that a batch cannot do without; try again later. */
  ENRICHMENT_FAILED,
  /** The question is not allowed or not understood. */
  QUERY_REFUSED,
  /** A connector failed or cannot be used as configured. */
  CONNECTOR_FAILED,
  /** A bundle cannot be written, or is not what was written. */
  ARCHIVE_FAILED,
  /** The rows of a dataset are at a place that is not here, or is another than it should be. */
  LOCATION_FAILED,
  /** The storage cannot be used; the cause says why. */
  STORAGE_FAILED,
  /** What is stored of a dataset was written by a newer release; use that one. */
  NEWER_RELEASE,
  /** Another process holds the storage. */
  STORAGE_IN_USE,
  /** The storage failed while committing: the records may or may not be stored. */
  COMMIT_OUTCOME_UNKNOWN,
  /** A transaction of the application cannot have a batch in it; the message says why. */
  TRANSACTION_REFUSED,
  /** The library was closed. */
  CLOSED
}
