package io.obsrv.governance;

import static java.util.Objects.requireNonNull;

import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.AuditFilter;
import io.obsrv.dataset.AuditFinding;
import io.obsrv.dataset.AuditFinding.Fault;
import io.obsrv.dataset.AuditHead;
import io.obsrv.dataset.AuditTrail;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who did what, when and why. Every name has a trail of its own, whose rows are chained by hashes.
 * For many threads.
 */
public final class Audit {
  private final Registry registry;

  Audit(Registry registry) {
    this.registry = registry;
  }

  /**
   * The moves of one name.
   *
   * @param id a dataset or alias, which may be gone by now
   * @return the moves, oldest first
   * @throws io.obsrv.error.InvalidException if it cannot be a name
   * @throws io.obsrv.dataset.NewerReleaseException if a newer release made one that this one has no
   *     verb for
   */
  public List<AuditEntry> of(String id) {
    return find(AuditFilter.ALL.dataset(DatasetId.of(requireNonNull(id, "id"))));
  }

  /**
   * The moves that a filter accepts. Of all names, a move of a newer release that this one has no
   * verb for is left out, which is logged.
   *
   * @param filter which
   * @return the moves, oldest first
   * @throws io.obsrv.dataset.NewerReleaseException if there is such a move among those of one name
   */
  public List<AuditEntry> find(AuditFilter filter) {
    return registry.audit(requireNonNull(filter, "filter"));
  }

  /**
   * Holds every stored row against its hash and the rows around it. What is found was changed
   * behind this library's back. Whoever can write to the database can also write a new trail that
   * is sound in itself; keep the {@link AuditReport#heads()} elsewhere to see that too.
   *
   * @return what was found
   */
  public AuditReport verify() {
    long rows = 0;
    List<AuditFinding> findings = new ArrayList<>();
    Map<String, AuditHead> heads = new TreeMap<>();
    for (String name : registry.audited()) {
      AuditTrail trail = registry.trail(name);
      rows += trail.rows().size();
      findings.addAll(trail.findings());
      trail.head().ifPresent(head -> heads.put(name, head));
    }
    for (DatasetId id : registry.ids()) {
      missing("dataset", id, heads).ifPresent(findings::add);
    }
    for (DatasetId alias : registry.aliases().keySet()) {
      missing("alias", alias, heads).ifPresent(findings::add);
    }
    return new AuditReport(rows, findings, heads);
  }

  private Optional<AuditFinding> missing(String kind, DatasetId id, Map<String, AuditHead> heads) {
    String name = id.value();
    return heads.containsKey(name) || !registry.trail(name).rows().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AuditFinding(
                name, 0, Fault.MISSING, "the " + kind + " is there, its trail is missing"));
  }
}
