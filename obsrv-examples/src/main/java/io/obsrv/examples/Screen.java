package io.obsrv.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.event.Counters;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Verdict;
import io.obsrv.metrics.DatasetFigures;
import io.obsrv.query.Result;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Prints what a person wants to see. */
final class Screen {
  private static final int RAW = 60;

  private Screen() {}

  static void counters(Counters counters, PrintStream out) {
    out.printf(
        "%,d received = %,d accepted + %,d duplicates + %,d quarantined%n",
        counters.received(), counters.accepted(), counters.duplicates(), counters.quarantined());
  }

  static String verdict(Verdict verdict) {
    if (verdict instanceof Verdict.Quarantined quarantined) {
      var why = quarantined.rejection();
      return "quarantined: " + why.code() + " " + why.path() + " " + why.message();
    }
    return verdict instanceof Verdict.Duplicate ? "duplicate" : "accepted";
  }

  /** The first rows, and how many more there are. */
  static void table(Result result, int rows, PrintStream out) {
    int shown = Math.min(rows, result.rows().size());
    new Result(result.columns(), result.rows().subList(0, shown), false).print(out);
    if (shown < result.rows().size()) {
      out.printf("… and %,d more rows%n", result.rows().size() - shown);
    }
  }

  static void quarantine(List<QuarantinedEvent> events, PrintStream out) {
    if (events.isEmpty()) {
      out.println("nothing");
    }
    for (QuarantinedEvent event : events) {
      var why = event.rejection();
      out.printf("  %d. %s %s %s%n", event.id(), why.code(), why.path(), why.message());
      out.printf("     %s%n", excerpt(event.raw()));
    }
  }

  static void metrics(Optional<DatasetFigures> figures, PrintStream out) {
    out.println(figures.map(DatasetFigures::toString).orElse("none"));
  }

  private static String excerpt(byte[] raw) {
    String text = new String(raw, UTF_8).replaceAll("\\p{Cntrl}", " ");
    return text.length() <= RAW ? text : text.substring(0, RAW) + "…";
  }
}
