package io.obsrv.lifecycle;

/** What becomes of a dataset that is there already when a document is imported. */
public enum ImportMode {
  /** It stays as it is, and the document is refused. */
  REFUSE_EXISTING,
  /**
   * The document's last definition becomes its draft, as if it had been edited; what is in force,
   * and every other version, stays as it is.
   */
  REPLACE_DRAFT
}
