package io.obsrv.policy;

/** What becomes of a record for which a master dataset has no row. */
public enum OnMiss {
  /** It stays as it is. The default. */
  PASS,
  /** It is quarantined. */
  QUARANTINE,
  /** The whole batch fails and nothing of it is stored, so that it can be sent again later. */
  FAIL
}
