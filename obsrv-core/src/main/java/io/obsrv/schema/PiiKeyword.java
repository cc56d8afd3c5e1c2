package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code x-pii}, which says whether a field is about a person: it, and what is inside it
 * unless that says otherwise.
 */
final class PiiKeyword {
  static final String KEYWORD = "x-pii";

  private PiiKeyword() {}

  static void check(JsonNode node, Problems problems) {
    if (node.has(KEYWORD) && !node.path(KEYWORD).isBoolean()) {
      problems.add(KEYWORD, "is " + node.path(KEYWORD) + ", must be true or false");
    }
  }

  /**
   * The columns that are marked.
   *
   * @param fields objects before the fields inside them
   */
  static List<Column> columns(JsonNode document, List<FieldNode> fields) {
    Set<List<String>> marked = new HashSet<>();
    if (document.path(KEYWORD).asBoolean()) {
      marked.add(List.of());
    }
    List<Column> columns = new ArrayList<>();
    for (FieldNode field : fields) {
      boolean around = marked.contains(field.path().subList(0, field.path().size() - 1));
      boolean own = field.keywords().path(KEYWORD).asBoolean(around);
      if (own) {
        marked.add(field.path());
      }
      field.column().filter(column -> own || isInside(field)).ifPresent(columns::add);
    }
    return columns;
  }

  /** Whether a part of what the column holds as JSON is marked. */
  private static boolean isInside(FieldNode field) {
    return field.keywords().findValues(KEYWORD).stream()
        .anyMatch(value -> value.isBoolean() && value.booleanValue());
  }
}
