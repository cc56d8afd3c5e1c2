package io.obsrv.dataset;

import java.util.List;
import java.util.Optional;

/**
 * All that is stored of the moves of one name.
 *
 * @param name a dataset or alias, which may be gone by now
 * @param rows in any order
 * @param head where the trail ends; empty if that is not stored
 */
public record AuditTrail(String name, List<AuditRow> rows, Optional<AuditHead> head) {

  /** Copies the rows. */
  public AuditTrail {
    rows = List.copyOf(rows);
  }

  /**
   * Holds every row against its hash, the row before and the head.
   *
   * @return what is wrong, in the order of the rows; empty if the trail is as it was written
   */
  public List<AuditFinding> findings() {
    return new TrailCheck(this).findings();
  }
}
