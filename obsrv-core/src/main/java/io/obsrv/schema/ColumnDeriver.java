package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final List<FieldNode> fields = new ArrayList<>();
  private final Map<String, String> pathByName = new HashMap<>();

  ColumnDeriver(JsonNode document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  Shape.Nested derive() {
    if (document.has(AliasKeyword.KEYWORD)) {
      problems.add(AliasKeyword.KEYWORD, "is given for records as a whole, is for fields only");
    }
    PiiKeyword.check(document, problems);
    Map<String, Shape> fields = fields(document, FieldPlace.ROOT, true, Set.of("#"));
    if (columns.isEmpty()) {
      problems.add("properties", "the schema has no field, must have at least one");
    }
    if (columns.size() > MAX_COLUMNS) {
      problems.add("properties", "the schema has more than %,d columns".formatted(MAX_COLUMNS));
    }
    FormerColumns.check(columns, problems);
    return new Shape.Nested(fields, List.of(), Optional.empty());
  }

  List<Column> columns() {
    return List.copyOf(columns);
  }

  /** Objects before the fields inside them. */
  List<FieldNode> fields() {
    return List.copyOf(fields);
  }

  private Map<String, Shape> fields(
      JsonNode object, FieldPlace place, boolean parentRequired, Set<String> expanding) {
    Map<String, Shape> fields = new LinkedHashMap<>();
    Set<String> required = new HashSet<>();
    object.path("required").forEach(name -> required.add(name.asText()));
    AliasKeyword aliases = new AliasKeyword(object);
    for (Map.Entry<String, JsonNode> field : object.path("properties").properties()) {
      // References can multiply columns beyond all bounds, so that counting afterwards is too late.
      if (columns.size() <= MAX_COLUMNS) {
        String name = field.getKey();
        LocalRefs.Target target = LocalRefs.follow(document, field.getValue());
        Problems here = problems.under(place.field(name, List.of()).toString());
        PiiKeyword.check(target.node(), here);
        FieldPlace at = place.field(name, aliases.of(name, target.node(), here));
        boolean isRequired = required.contains(name);
        int position = this.fields.size();
        Shape shape = shape(target, at, parentRequired && isRequired, expanding);
        this.fields.add(position, new FieldNode(at, target.node(), isRequired, column(shape)));
        fields.put(name, shape);
      }
    }
    return fields;
  }

  private Shape shape(
      LocalRefs.Target target, FieldPlace place, boolean required, Set<String> expanding) {
    if (target.endless()) {
      problems.add(place.toString(), "refers to itself without end");
    }
    JsonNode node = target.node();
    TypeKeyword types = TypeKeyword.of(node);
    // What holds itself has no number of columns: it stays one JSON column.
    boolean recursive = target.refs().stream().anyMatch(expanding::contains);
    if (types.isObjectOnly()
        && !node.path("properties").isEmpty()
        && !recursive
        && place.path().size() < MAX_DEPTH) {
      Set<String> deeper = new HashSet<>(expanding);
      deeper.addAll(target.refs());
      return new Shape.Nested(
          fields(node, place, required && !types.nullable(), deeper),
          place.ownAliases(),
          Optional.ofNullable(node.get(DefaultChecks.KEYWORD)));
    }
    return leaf(ColumnKeywords.column(place, node, types, required, problems), place);
  }

  private static Optional<Column> column(Shape shape) {
    return shape instanceof Shape.Leaf leaf ? Optional.of(leaf.column()) : Optional.empty();
  }

  private Shape leaf(Column column, FieldPlace place) {
    String clash = pathByName.putIfAbsent(column.name(), place.toString());
    if (clash != null) {
      problems.add(
          place.toString(),
          "column '%s' is also the name of %s; name one of them with \"%s\""
              .formatted(column.name(), clash, ColumnName.KEYWORD));
    }
    columns.add(column);
    return new Shape.Leaf(columns.size() - 1, column, place.ownAliases());
  }
}
