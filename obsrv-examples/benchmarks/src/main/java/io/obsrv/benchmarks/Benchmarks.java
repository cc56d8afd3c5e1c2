package io.obsrv.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Measures the lines that were asked for, on each kind of database, and prints one table. */
public final class Benchmarks {
  private static final int REFUSED = 2;

  private final Options options;
  private final List<Line> lines;
  private final PrintStream head;
  private final PrintStream progress;

  private Benchmarks(Options options, PrintStream head, PrintStream progress) {
    this.options = options;
    this.lines = Lines.named(options.lines);
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
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err) throws Exception {
    Options options = new Options();
    CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    command.getCommandSpec().usageMessage().footer(Lines.descriptions());
    Benchmarks benchmarks;
    try {
      var unused = command.parseArgs(args);
      if (command.isUsageHelpRequested()) {
        command.usage(out);
        return 0;
      }
      benchmarks = new Benchmarks(options, out, err);
    } catch (ParameterException | IllegalArgumentException e) {
      err.println(e.getMessage() + ". Call with --help for the lines and options.");
      return REFUSED;
    }
    ComparisonTable.print(benchmarks.measure(), out);
    return 0;
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
        for (Line line : lines) {
          comparisons.addAll(line.compare(bench(database, line)));
        }
      }
    }
    head.println();
    return comparisons;
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
