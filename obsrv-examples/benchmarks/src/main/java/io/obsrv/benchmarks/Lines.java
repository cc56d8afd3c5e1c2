package io.obsrv.benchmarks;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.Predicate;

/** The lines there are, in the order of the table. */
final class Lines {
  private static final List<Line> ALL =
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

  private Lines() {}

  /**
   * Those of some names, or all if there is no name.
   *
   * @throws IllegalArgumentException if there is no line of a name; the message names all such
   */
  static List<Line> named(List<String> names) {
    List<String> known = ALL.stream().map(Line::name).toList();
    List<String> unknown = names.stream().filter(Predicate.not(known::contains)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "No line %s. Lines: %s"
              .formatted(
                  unknown.stream().map("'%s'"::formatted).collect(joining(", ")),
                  String.join(", ", known)));
    }
    return ALL.stream().filter(line -> names.isEmpty() || names.contains(line.name())).toList();
  }

  /** A line of text for each. */
  static String[] descriptions() {
    return ALL.stream()
        .map(line -> "  %-10s %s".formatted(line.name(), line.description()))
        .toArray(String[]::new);
  }
}
