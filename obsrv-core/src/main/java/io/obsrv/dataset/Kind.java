package io.obsrv.dataset;

/** What the records of a dataset are. */
public enum Kind {
  /** Things that happened; rows are only ever appended. */
  EVENT
}
