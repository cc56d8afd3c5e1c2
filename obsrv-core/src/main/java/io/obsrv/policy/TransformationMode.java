package io.obsrv.policy;

/** What becomes of a record for which a transformation fails. */
public enum TransformationMode {
  /** It is quarantined. The default. */
  STRICT,
  /** It has null in the column, and a warning. */
  LENIENT
}
