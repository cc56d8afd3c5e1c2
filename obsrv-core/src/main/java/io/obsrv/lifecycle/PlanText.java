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
    plan.move()
        .ifPresent(
            move ->
                lines.add(
                    "  %s from '%s' to '%s'; no records are taken meanwhile"
                        .formatted(moving(move.rows()), move.from(), move.to())));
    plan.tables()
        .forEach(
            table ->
                lines.add(
                    "  table '%s' is filled from %s"
                        .formatted(table.table(), count(table.rows(), "row"))));
    plan.losses()
        .forEach(loss -> lines.add("  table '%s' %s".formatted(loss.table(), loss.text())));
    if (plan.wouldPass() > 0) {
      lines.add(
          "  %s in quarantine would pass every stage".formatted(count(plan.wouldPass(), "record")));
    }
    plan.warnings().forEach(warning -> lines.add("  warning: " + warning));
    if (!plan.dependents().isEmpty()) {
      lines.add("  looked up by " + plan.dependents());
    }
    lines.add(verdict(plan));
    return String.join("\n", lines);
  }

  private static String moving(long rows) {
    return count(rows, "row") + (rows == 1 ? " moves" : " move");
  }

  private static String verdict(Plan plan) {
    if (plan.isBlocked()) {
      return "  cannot be published, not even with force";
    }
    return plan.reason()
        .map(why -> "  to be published with force: " + why)
        .orElse(plan.needsForce() ? "  needs force" : "  can be published");
  }

  private static String count(long number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }
}
