package io.obsrv.policy;

/** What becomes of a record that breaks a quality rule. */
public enum RuleAction {
  /** It is stored, with a warning. */
  WARN,
  /** It is quarantined. The default. */
  QUARANTINE,
  /**
   * It is quarantined, and every other record of its batch too; those whose key is known count as
   * duplicates. A record that is known by its key itself rejects its batch all the same: whether it
   * is known, only the commit finds out.
   */
  REJECT_BATCH
}
