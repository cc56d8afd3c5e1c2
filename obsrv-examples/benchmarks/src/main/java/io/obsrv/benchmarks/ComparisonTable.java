package io.obsrv.benchmarks;

import static com.google.common.base.Strings.padEnd;
import static com.google.common.base.Strings.padStart;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prints comparisons as a table of Markdown. */
final class ComparisonTable {
  private static final List<String> HEAD =
      List.of("line", "A", "", "B", "", "A / B", "target", "met");
  private static final List<Boolean> RIGHT =
      List.of(false, false, true, false, true, true, false, false);

  private ComparisonTable() {}

  static void print(List<Comparison> comparisons, PrintStream out) {
    List<List<String>> rows =
        Stream.concat(Stream.of(HEAD), comparisons.stream().map(ComparisonTable::row)).toList();
    List<Integer> widths =
        IntStream.range(0, HEAD.size())
            .mapToObj(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toList();
    out.println(line(HEAD, widths));
    out.println(
        IntStream.range(0, HEAD.size())
            .mapToObj(i -> "-".repeat(widths.get(i) + 1) + (RIGHT.get(i) ? ":" : "-"))
            .collect(Collectors.joining("|", "|", "|")));
    rows.stream().skip(1).forEach(row -> out.println(line(row, widths)));
  }

  private static List<String> row(Comparison comparison) {
    return List.of(
        comparison.what(),
        comparison.a().label(),
        comparison.unit().print(comparison.a().value()),
        comparison.b().label(),
        comparison.unit().print(comparison.b().value()),
        String.format(Locale.ROOT, "%,.2f", comparison.ratio()),
        comparison.target().text(comparison.unit()),
        verdict(comparison));
  }

  private static String verdict(Comparison comparison) {
    if (comparison.target() instanceof Target.None) {
      return "";
    }
    return comparison.target().isMet(comparison) ? "yes" : "NO";
  }

  private static String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> pad(cells.get(i), widths.get(i), RIGHT.get(i)))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String pad(String cell, int width, boolean right) {
    return right ? padStart(cell, width, ' ') : padEnd(cell, width, ' ');
  }
}
