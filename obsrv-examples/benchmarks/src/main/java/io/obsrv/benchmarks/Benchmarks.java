package io.obsrv.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Measures the lines that were asked for, on each kind of database, and prints one table. */
public final class Benchmarks {
  static final List<Line> LINES =
      List.of(
          LoadLine.reference(),
          LoadLine.plain(),
          new DurableLine(),
          new PushersLine(),
          new FileLine(),
          new TablesLine(),
          new AnswersLine(),
          new NeighbourLine(),
          new CrowdLine(),
          new StartLine(),
          new GrowthLine());

  private final Options options;
  private final PrintStream head;
  private final PrintStream progress;

  private Benchmarks(Options options, PrintStream head, PrintStream progress) {
    this.options = options;
    this.head = head;
    this.progress = progress;
  }

  /**
   * Runs them.
   *
   * @param args see {@code --help}
   * @throws Exception if something cannot be measured
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options();
    CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    var unused = command.parseArgs(args);
    if (command.isUsageHelpRequested()) {
      command.usage(System.out);
      return;
    }
    ComparisonTable.print(measure(options, System.out, System.err), System.out);
  }

  /** Prints what the figures are taken on, takes them and tells of each on the way. */
  static List<Comparison> measure(Options options, PrintStream head, PrintStream progress)
      throws Exception {
    return new Benchmarks(options, head, progress).measure();
  }

  private List<Comparison> measure() throws Exception {
    List<Comparison> comparisons = new ArrayList<>();
    head.println(Machine.description());
    for (DatabaseKind kind : options.databases) {
      try (Database database = kind.open()) {
        database.description().forEach(head::println);
        for (Line line : lines()) {
          comparisons.addAll(line.compare(bench(database, line)));
        }
      }
    }
    head.println();
    return comparisons;
  }

  private List<Line> lines() {
    return LINES.stream()
        .filter(line -> options.lines.isEmpty() || options.lines.contains(line.name()))
        .toList();
  }

  private Bench bench(Database database, Line line) {
    return new Bench(
        database,
        options.sizes(),
        new Rounds(
            options.warmUps,
            options.rounds,
            (side, round, sample) ->
                progress.printf(
                    "%s, %s, %s, %s: %,.2f%n",
                    line.name(),
                    database.label(),
                    round <= 0 ? "warm-up" : "round " + round,
                    side,
                    sample.value())));
  }
}
