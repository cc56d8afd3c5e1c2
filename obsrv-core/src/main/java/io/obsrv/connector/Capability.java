package io.obsrv.connector;

/** What a source can do. */
public enum Capability {
  /** A split opened from a checkpoint gives the same records again; it may be read ahead. */
  REPLAYABLE,
  /** The records of a split come in the order in which they happened. */
  ORDERED,
  /** Every split has an end; the source is done when all have been read. */
  BOUNDED
}
