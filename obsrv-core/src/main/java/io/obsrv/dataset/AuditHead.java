package io.obsrv.dataset;

/**
 * The end of an audit trail, kept apart from it, so that a last row that is gone is missed.
 *
 * @param number how many rows the trail has
 * @param hash the hash of the last; empty text if there is none
 */
public record AuditHead(long number, String hash) {

  /** Of a trail without rows. */
  public static final AuditHead NONE = new AuditHead(0, "");
}
