package io.obsrv.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a user may choose. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures Obsrv beside other things, and prints a table.",
    footerHeading = "%nLines:%n")
final class Options {
  @Parameters(paramLabel = "LINE", description = "The lines to measure; all if none is named.")
  List<String> lines = List.of();

  @Option(names = "--database", description = "Only on this: ${COMPLETION-CANDIDATES}.")
  Set<DatabaseKind> databases = EnumSet.allOf(DatabaseKind.class);

  @Option(names = "--rounds", description = "How often each side is measured (${DEFAULT-VALUE}).")
  int rounds = 5;

  @Option(
      names = "--warm-ups",
      description = "How often each side is run before (${DEFAULT-VALUE}).")
  int warmUps = 1;

  @Option(
      names = "--events",
      description = "Events of one measurement of a load (${DEFAULT-VALUE}).")
  int events = 200_000;

  @Option(
      names = "--masters",
      description = "Rows of each dataset that events are looked up in (${DEFAULT-VALUE}).")
  int masters = Events.MASTERS;

  @Option(
      names = "--rows",
      description =
          "Rows that are stored where a question is asked, and a quarter of those at which growth ends (${DEFAULT-VALUE}).")
  int rows = 1_000_000;

  @Option(
      names = "--pushes",
      description = "Pushes of one measurement of a neighbour (${DEFAULT-VALUE}).")
  int pushes = 1_000;

  @Option(names = "--datasets", description = "Datasets of a crowd (${DEFAULT-VALUE}).")
  int datasets = 10_000;

  Sizes sizes() {
    return new Sizes(events, masters, rows, pushes, datasets);
  }
}
