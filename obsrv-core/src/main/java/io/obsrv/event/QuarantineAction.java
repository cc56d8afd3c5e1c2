package io.obsrv.event;

/** What can happen to a record in quarantine. */
public enum QuarantineAction {
  /** It failed on its arrival, and was put here. */
  QUARANTINED,
  /** Its text was replaced. */
  PATCHED,
  /** It was replayed and is a row now; it left. */
  ACCEPTED,
  /** It was replayed and was known; it left. */
  DUPLICATE,
  /** It was an envelope that was replayed and could be opened; it left, and what was in it came. */
  UNPACKED,
  /** It was replayed and failed again; it stayed. */
  FAILED_AGAIN,
  /** Somebody gave it up; it left. */
  DISCARDED,
  /** It was here for longer than it may; it left. */
  EXPIRED
}
