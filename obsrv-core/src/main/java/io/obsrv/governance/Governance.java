package io.obsrv.governance;

import static java.util.Objects.requireNonNull;

import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Registry;
import java.util.List;

/** Answering for datasets. For many threads. */
public final class Governance {
  private final Registry registry;

  /**
   * For the front door.
   *
   * @param registry where the audit trail is
   */
  public Governance(Registry registry) {
    this.registry = registry;
  }

  /**
   * Who did what to a dataset.
   *
   * @param id the dataset, which may be gone by now
   * @return the moves, oldest first
   */
  public List<AuditEntry> audit(String id) {
    return registry.audit(DatasetId.of(requireNonNull(id, "id")));
  }
}
