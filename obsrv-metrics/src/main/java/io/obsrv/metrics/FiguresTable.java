package io.obsrv.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays figures out for a terminal. */
final class FiguresTable {
  private FiguresTable() {}

  static String text(DatasetFigures figures) {
    List<String> lines = new ArrayList<>();
    lines.add("dataset '%s'".formatted(figures.dataset()));
    lines.add("%-26s %16s %16s".formatted("", "total", "per second"));
    lines.add(line("data load, rows", figures.dataLoad().rows()));
    lines.add(line("data load, bytes", figures.dataLoad().bytes()));
    lines.add(line("processing speed, records", figures.processingSpeed().records()));
    lines.add(line("queries", figures.queries()));
    lines.add(line("query throughput, rows", figures.queryThroughput().rows()));
    lines.add(line("query throughput, bytes", figures.queryThroughput().bytes()));
    if (!figures.processingSpeed().stages().isEmpty()) {
      lines.add("%-26s %16s %16s %16s".formatted("time per record, µs", "p50", "p95", "p99"));
      figures.processingSpeed().stages().forEach((stage, times) -> lines.add(line(stage, times)));
    }
    return String.join("\n", lines);
  }

  private static String line(String name, Rate rate) {
    return String.format(Locale.ROOT, "%-26s %,16d %,16.1f", name, rate.total(), rate.perSecond());
  }

  private static String line(String stage, Percentiles times) {
    return String.format(
        Locale.ROOT,
        "%-26s %,16.1f %,16.1f %,16.1f",
        "  " + stage,
        micros(times.p50()),
        micros(times.p95()),
        micros(times.p99()));
  }

  private static double micros(Duration duration) {
    return duration.toNanos() / 1e3;
  }
}
