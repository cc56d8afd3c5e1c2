package io.obsrv.event;

import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts what contradicts a version, row by row. Confined to one thread. */
public final class Contradictions {
  /** How many examples are kept of each. */
  public static final int EXAMPLES = 5;

  private final Map<Subject, Found> found = new LinkedHashMap<>();

  private record Subject(String path, String message) {}

  private static final class Found {
    private long rows;
    private final List<String> examples = new ArrayList<>();
  }

  /**
   * Adds a row.
   *
   * @param path where in the definition
   * @param message what is found and what must be
   * @param example the row and its value
   */
  public void add(String path, String message, String example) {
    Found subject = found.computeIfAbsent(new Subject(path, message), key -> new Found());
    subject.rows++;
    if (subject.examples.size() < EXAMPLES) {
      subject.examples.add(example);
    }
  }

  /**
   * What was found.
   *
   * @return one for each path and message, in the order they were found first
   */
  public List<Contradiction> list() {
    return found.entrySet().stream()
        .map(
            entry ->
                new Contradiction(
                    entry.getKey().path(),
                    entry.getKey().message(),
                    entry.getValue().rows,
                    entry.getValue().examples))
        .toList();
  }

  /** Refuses a publication if there are contradictions that are not accepted. */
  void refuse(Layout layout, Predicate<Contradiction> isRefused) {
    Problems problems = new Problems();
    list().stream().filter(isRefused).forEach(each -> problems.add(each.path(), each.text()));
    problems.refuseIfAny(
        "Version %d of dataset '%s' cannot be published, since it contradicts what is stored"
            .formatted(layout.version(), layout.id()));
  }
}
