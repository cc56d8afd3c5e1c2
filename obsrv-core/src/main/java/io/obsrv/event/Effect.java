package io.obsrv.event;

/** What a record does to the row of its key. */
public enum Effect {
  /** It adds the row, or takes the place of the present one. */
  PUT,
  /** It removes the row: a tombstone. */
  REMOVE
}
