package io.obsrv.event;

import java.util.List;

/**
 * Stored rows that a version cannot hold as they are.
 *
 * @param path where in the definition, such as {@code schema/amount}
 * @param message what is found and what must be
 * @param rows how many rows, at least one
 * @param examples the first of them: the row's number and its value
 */
public record Contradiction(String path, String message, long rows, List<String> examples) {
  /** Copies the list. */
  public Contradiction {
    examples = List.copyOf(examples);
  }

  /**
   * Whether the version can be published all the same, with null for what it cannot hold.
   *
   * @return false for keys, which tell rows apart
   */
  public boolean canBeForced() {
    return path.startsWith("schema/");
  }

  /**
   * The contradiction in words.
   *
   * @return a sentence without the path
   */
  public String text() {
    return "%s, in %,d stored %s such as %s"
        .formatted(message, rows, rows == 1 ? "row" : "rows", String.join(", ", examples));
  }
}
