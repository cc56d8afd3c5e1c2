package io.obsrv.governance;

import io.obsrv.dataset.AuditFinding;
import io.obsrv.dataset.AuditHead;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What verifying the audit trail found.
 *
 * @param rows how many rows there are
 * @param findings what is wrong, by name; empty if nothing is
 * @param heads where each trail ends, by name
 */
public record AuditReport(
    long rows, List<AuditFinding> findings, SortedMap<String, AuditHead> heads) {

  /** Copies the collections. */
  public AuditReport {
    findings = List.copyOf(findings);
    heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
  }

  AuditReport(long rows, List<AuditFinding> findings, Map<String, AuditHead> heads) {
    this(rows, findings, new TreeMap<>(heads));
  }

  /**
   * Whether the trail is as it was written.
   *
   * @return true if nothing was found
   */
  public boolean isIntact() {
    return findings.isEmpty();
  }

  @Override
  public String toString() {
    String subject = "%d audit rows of %d names".formatted(rows, heads.size());
    return isIntact()
        ? subject + ", as they were written"
        : findings.stream()
            .map(AuditFinding::toString)
            .collect(Collectors.joining("; ", subject + ": ", ""));
  }
}
