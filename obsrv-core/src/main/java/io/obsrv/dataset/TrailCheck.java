package io.obsrv.dataset;

import io.obsrv.dataset.AuditFinding.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Walks along an audit trail. Used once, by one thread. */
final class TrailCheck {
  private final AuditTrail trail;
  private final List<AuditFinding> findings = new ArrayList<>();

  /** The number of the row that was looked at last. */
  private long last;

  /** Its hash; empty if that is not what was written, so that the next row is not blamed for it. */
  private Optional<String> lastHash = Optional.of(AuditHead.NONE.hash());

  TrailCheck(AuditTrail trail) {
    this.trail = trail;
  }

  List<AuditFinding> findings() {
    if (trail.head().isEmpty() && !trail.rows().isEmpty()) {
      add(0, Fault.MISSING, "the head of the trail is missing");
    }
    long length = trail.head().map(AuditHead::number).orElse(Long.MAX_VALUE);
    byNumber().forEach((number, rows) -> rows(number, rows, length));
    trail.head().ifPresent(this::end);
    return List.copyOf(findings);
  }

  private SortedMap<Long, List<AuditRow>> byNumber() {
    return trail.rows().stream()
        .collect(Collectors.groupingBy(AuditRow::number, TreeMap::new, Collectors.toList()));
  }

  private void rows(long number, List<AuditRow> rows, long length) {
    if (number < 1 || number > length) {
      add(number, Fault.UNEXPECTED, "row %d was never written".formatted(number));
      return;
    }
    missing(number - 1);
    if (rows.size() > 1) {
      add(
          number,
          Fault.UNEXPECTED,
          "row %d is there %d times, was written once".formatted(number, rows.size()));
    }
    AuditRow row = rows.stream().filter(this::isSound).findFirst().orElse(rows.get(0));
    if (!row.isWhole()) {
      add(number, Fault.CHANGED, "row %d is not what was written".formatted(number));
    } else if (!follows(row)) {
      add(
          number,
          Fault.CHANGED,
          "row %d was not written after row %d as that is now".formatted(number, number - 1));
    }
    last = number;
    lastHash = row.isWhole() ? Optional.of(row.hash()) : Optional.empty();
  }

  private boolean isSound(AuditRow row) {
    return row.isWhole() && follows(row);
  }

  private boolean follows(AuditRow row) {
    return lastHash.map(row.previous()::equals).orElse(true);
  }

  private void end(AuditHead head) {
    missing(head.number());
    if (!lastHash.map(head.hash()::equals).orElse(true)) {
      add(last, Fault.CHANGED, "row %d is not the one the trail ended with".formatted(last));
    }
  }

  /** Tells of the rows that are missing up to a number, in one finding however many they are. */
  private void missing(long to) {
    long from = last + 1;
    if (from > to) {
      return;
    }
    add(
        from,
        Fault.MISSING,
        from == to
            ? "row %d is missing".formatted(from)
            : "rows %d to %d are missing".formatted(from, to));
    last = to;
    lastHash = Optional.empty();
  }

  private void add(long number, Fault fault, String message) {
    findings.add(new AuditFinding(trail.name(), number, fault, message));
  }
}
