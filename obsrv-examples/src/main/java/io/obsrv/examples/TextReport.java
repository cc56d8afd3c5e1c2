package io.obsrv.examples;

import io.obsrv.event.Counters;
import java.io.PrintStream;

/** What a run did, for a person. */
final class TextReport {
  private TextReport() {}

  static void print(FileJob.Outcome outcome, PrintStream out) {
    String id = outcome.definition().id().value();
    heading("The schema of '" + id + "', inferred from the file", out);
    outcome
        .definition()
        .schema()
        .columns()
        .forEach(
            c ->
                out.printf(
                    "  %s %s%s%n", c.name(), c.type().label(), c.required() ? "" : ", optional"));
    outcome.suggestions().forEach(suggestion -> out.println("  suggestion: " + suggestion));

    heading("Ingested, in %.1f s".formatted(outcome.time().toMillis() / 1000.0), out);
    if (outcome.before().received() > 0) {
      Counters before = outcome.before();
      out.printf("  there were %,d records from earlier runs%n", before.received());
    }
    Screen.counters(outcome.after(), out);

    heading("The table kept by the commits", out);
    Screen.table(outcome.table(), 20, out);

    heading("select count(*) from " + id, out);
    outcome.answer().print(out);

    heading("What was quarantined, and why", out);
    Screen.quarantine(outcome.quarantined(), out);

    heading("Metrics", out);
    Screen.metrics(outcome.figures(), out);
  }

  private static void heading(String text, PrintStream out) {
    out.printf("%n== %s%n", text);
  }
}
