package io.obsrv.lifecycle;

import java.util.ArrayList;
import java.util.List;

/** A plan in words. */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Version %d of dataset '%s'%s"
            .formatted(
                plan.version(),
                plan.id(),
                plan.live().isPresent() ? ", after version " + plan.live().getAsInt() : ""));
    plan.changes().forEach(change -> lines.add("  " + change));
    plan.contradictions().forEach(rows -> lines.add("  " + rows.path() + ": " + rows.text()));
    plan.tables()
        .forEach(
            table ->
                lines.add(
                    "  table '%s' is filled from %,d rows".formatted(table.table(), table.rows())));
    if (plan.wouldPass() > 0) {
      lines.add("  %,d records in quarantine would pass".formatted(plan.wouldPass()));
    }
    if (!plan.dependents().isEmpty()) {
      lines.add("  looked up by " + plan.dependents());
    }
    lines.add(
        plan.reason()
            .map(why -> "  to be published with force: " + why)
            .orElse(plan.needsForce() ? "  needs force" : "  can be published"));
    return String.join("\n", lines);
  }
}
