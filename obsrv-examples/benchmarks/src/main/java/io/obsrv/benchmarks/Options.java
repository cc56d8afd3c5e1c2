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
    description = "Measures Obsrv beside other things, and prints a table.")
final class Options {
  @Parameters(paramLabel = "LINE", description = "The lines to measure; all if none is named.")
  List<String> lines = List.of();

  @Option(names = "--database", description = "Only on this: ${COMPLETION-CANDIDATES}.")
  Set<DatabaseKind> databases = EnumSet.allOf(DatabaseKind.class);

  @Option(names = "--rounds", description = "How often each side is measured (${DEFAULT-VALUE}).")
  int rounds = 5;

  @Option(
      names = "--events",
      description = "Events of one measurement of a load (${DEFAULT-VALUE}).")
  int events = 200_000;

  Sizes sizes() {
    return new Sizes(events);
  }
}
