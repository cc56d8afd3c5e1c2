package io.obsrv.policy;

/** What becomes of fields that are not in the schema. */
public enum ValidationMode {
  /** The record is quarantined. The default. */
  STRICT,
  /** They are stored as they came, in the JSON column {@code _extra}. */
  IGNORE_NEW_FIELDS,
  /** They are dropped everywhere. */
  DISCARD_NEW_FIELDS
}
