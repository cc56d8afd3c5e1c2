package io.obsrv.policy;

/** What becomes of a record that breaks a quality rule. */
public enum RuleAction {
  /** It is stored, with a warning. */
  WARN,
  /** It is quarantined. The default. */
  QUARANTINE,
  /** It is quarantined, and every other record of its batch too. */
  REJECT_BATCH
}
