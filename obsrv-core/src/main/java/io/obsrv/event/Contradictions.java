package io.obsrv.event;

import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts the rows that contradict a version. Confined to one thread. */
public final class Contradictions {
  /** How many examples are kept for each path. */
  public static final int EXAMPLES = 5;

  private final Map<String, Found> found = new LinkedHashMap<>();

  /** Nothing found yet. */
  public Contradictions() {}

  /** What was found at one path. */
  private static final class Found {
    private long rows;
    private final List<String> examples = new ArrayList<>();
  }

  /**
   * Adds a row.
   *
   * @param path where in the definition
   * @param row the row
   * @param message what is wrong with it
   */
  public void add(String path, StoredRow row, String message) {
    Found subject = found.computeIfAbsent(path, key -> new Found());
    subject.rows++;
    if (subject.examples.size() < EXAMPLES) {
      subject.examples.add("row " + row.sequence() + ": " + message);
    }
  }

  /**
   * What was found.
   *
   * @return one for each path, in the order they were found first
   */
  public List<ContradictingRows> list() {
    return found.entrySet().stream()
        .map(e -> new ContradictingRows(e.getKey(), e.getValue().rows, e.getValue().examples))
        .toList();
  }

  /** Refuses a publication if there are contradictions that are not accepted. */
  void refuse(Layout layout, Predicate<ContradictingRows> isRefused) {
    Problems problems = new Problems();
    list().stream().filter(isRefused).forEach(each -> problems.add(each.path(), each.text()));
    refuse(layout, problems);
  }

  static void refuse(Layout layout, Problems problems) {
    problems.refuseIfAny(
        "Version %d of dataset '%s' cannot be published".formatted(layout.version(), layout.id()));
  }
}
