package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.util.List;
import java.util.Set;

/** What a column may be called. */
final class ColumnName {
  static final String KEYWORD = "x-column";
  static final int MAX = 255;

  /** Kept for the columns that the library adds to rows and groups. */
  static final Set<String> RESERVED =
      Set.of("_seq", "_received_at", "_version", "_source", "_extra", "_key", "_state", "_frozen");

  private ColumnName() {}

  /** The path joined, unless the keyword names the column. */
  static String of(List<String> path, JsonNode node, Problems problems) {
    JsonNode given = node.path(KEYWORD);
    if (!given.isMissingNode() && !given.isTextual()) {
      problems.add(KEYWORD, "is " + given + ", must be a text");
      return flattened(path);
    }
    String name = given.asText(flattened(path));
    if (!isWellFormed(name)) {
      problems.add(
          "",
          "column name %s must have 1 to %d characters, none of them a control character; name it with \"%s\""
              .formatted(Excerpt.of(name), MAX, KEYWORD));
    } else if (RESERVED.contains(name)) {
      problems.add(
          "",
          "column name '%s' is kept for a column of the library; name it with \"%s\""
              .formatted(name, KEYWORD));
    }
    return name;
  }

  static String flattened(List<String> path) {
    return String.join("_", path);
  }

  static boolean isAllowed(String name) {
    return isWellFormed(name) && !RESERVED.contains(name);
  }

  private static boolean isWellFormed(String name) {
    return !name.isEmpty()
        && name.length() <= MAX
        && name.codePoints().noneMatch(Character::isISOControl)
        && StorableText.isStorable(name);
  }
}
