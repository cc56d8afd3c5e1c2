package io.obsrv.governance;

import static java.util.Objects.requireNonNull;

import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Registry;
import java.util.List;

/** Answering for datasets. For many threads. */
public final class Governance {
  private final Audit audit;

  /**
   * For the front door.
   *
   * @param registry where the audit trail is
   */
  public Governance(Registry registry) {
    audit = new Audit(registry);
  }

  /**
   * The audit trail of all datasets.
   *
   * @return reading and verifying it
   */
  public Audit audit() {
    return audit;
  }

  /**
   * Who did what to a dataset.
   *
   * @param id the dataset, which may be gone by now
   * @return the moves, oldest first
   */
  public List<AuditEntry> audit(String id) {
    return audit.of(requireNonNull(id, "id"));
  }
}
