package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks a schema document and derives its columns, in the order of the document. Used once, by one
 * thread.
 */
final class ColumnDeriver {
  /** PostgreSQL ends at 1,600 columns, of which rows need some for the library's own. */
  static final int MAX_COLUMNS = 1_500;

  private static final int MAX_DEPTH = 100;

  private final JsonNode document;
  private final Problems problems;
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, String> pathByName = new HashMap<>();

  ColumnDeriver(JsonNode document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  Shape.Nested derive() {
    Shape.Nested root = nested(document, List.of(), true, Set.of("#"));
    if (columns.isEmpty()) {
      problems.add("properties", "the schema has no field, must have at least one");
    }
    if (columns.size() > MAX_COLUMNS) {
      problems.add("properties", "the schema has more than %,d columns".formatted(MAX_COLUMNS));
    }
    return root;
  }

  List<Column> columns() {
    return List.copyOf(columns);
  }

  private Shape.Nested nested(
      JsonNode object, List<String> path, boolean parentRequired, Set<String> expanding) {
    Map<String, Shape> fields = new LinkedHashMap<>();
    Set<String> required = new HashSet<>();
    object.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> field : object.path("properties").properties()) {
      // References can multiply columns beyond all bounds, so that counting afterwards is too late.
      if (columns.size() <= MAX_COLUMNS) {
        List<String> fieldPath = new ArrayList<>(path);
        fieldPath.add(field.getKey());
        boolean isRequired = parentRequired && required.contains(field.getKey());
        fields.put(field.getKey(), shape(field.getValue(), fieldPath, isRequired, expanding));
      }
    }
    return new Shape.Nested(fields);
  }

  private Shape shape(
      JsonNode declared, List<String> path, boolean required, Set<String> expanding) {
    LocalRefs.Target target = LocalRefs.follow(document, declared);
    if (target.endless()) {
      problems.add(String.join("/", path), "refers to itself without end");
    }
    JsonNode node = target.node();
    TypeKeyword types = TypeKeyword.of(node);
    // What holds itself has no number of columns: it stays one JSON column.
    boolean recursive = target.refs().stream().anyMatch(expanding::contains);
    if (types.isObjectOnly()
        && !node.path("properties").isEmpty()
        && !recursive
        && path.size() < MAX_DEPTH) {
      Set<String> deeper = new HashSet<>(expanding);
      deeper.addAll(target.refs());
      return nested(node, path, required && !types.nullable(), deeper);
    }
    return leaf(ColumnKeywords.column(path, node, types, required, problems));
  }

  private Shape leaf(Column column) {
    String path = String.join("/", column.path());
    String clash = pathByName.putIfAbsent(column.name(), path);
    if (clash != null) {
      problems.add(
          path,
          "column '%s' is also the name of %s; name one of them with \"%s\""
              .formatted(column.name(), clash, ColumnName.KEYWORD));
    }
    columns.add(column);
    return new Shape.Leaf(columns.size() - 1, column);
  }
}
