package io.obsrv.event;

import io.obsrv.schema.Compatibility;
import java.util.List;

/**
 * Stored rows that a version cannot hold as they are.
 *
 * @param path where in the definition, such as {@code schema/amount}
 * @param rows how many rows, at least one
 * @param examples what is wrong with the first of them, each with its number
 */
public record ContradictingRows(String path, long rows, List<String> examples) {
  /** Copies the list. */
  public ContradictingRows {
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
   * Whether the version is refused because of them, if nobody forces it.
   *
   * @param asked the compatibility that the version asks for
   * @return true, unless it asks for none and can be published all the same
   */
  public boolean isRefused(Compatibility asked) {
    return asked != Compatibility.NONE || !canBeForced();
  }

  /**
   * The contradiction in words.
   *
   * @return a sentence without the path
   */
  public String text() {
    return "is contradicted by %,d stored %s: %s"
            .formatted(rows, rows == 1 ? "row" : "rows", String.join("; ", examples))
        + (rows > examples.size() ? "; …" : "");
  }
}
