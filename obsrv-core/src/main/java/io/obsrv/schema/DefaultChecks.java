package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks that every default would pass, were it sent. */
final class DefaultChecks {
  static final String KEYWORD = "default";

  private final JsonSchema compiled;
  private final Problems problems;

  DefaultChecks(JsonSchema compiled, Problems problems) {
    this.compiled = compiled;
    this.problems = problems;
  }

  void check(Shape.Nested object) {
    check(object, List.of());
  }

  private void check(Shape.Nested object, List<String> path) {
    for (Map.Entry<String, Shape> field : object.fields().entrySet()) {
      List<String> fieldPath = new ArrayList<>(path);
      fieldPath.add(field.getKey());
      Shape shape = field.getValue();
      shape.defaultValue().ifPresent(value -> check(shape, value, fieldPath));
      if (shape instanceof Shape.Nested nested) {
        check(nested, fieldPath);
      }
    }
  }

  private void check(Shape shape, JsonNode value, List<String> path) {
    Problems here = problems.under(String.join("/", path));
    int before = problems.list().size();
    // Within a record, so that references and what the objects around it ask for count too.
    compiled.violations(record(filled(shape, value), path)).stream()
        .filter(violation -> isWithin(violation.path(), Pointer.of(path)))
        .forEach(violation -> here.add(KEYWORD, violation.message()));
    if (problems.list().size() == before && shape instanceof Shape.Leaf leaf) {
      try {
        leaf.column().read(value);
      } catch (UnreadableValueException e) {
        here.add(KEYWORD, String.valueOf(e.getMessage()));
      }
    }
  }

  private static JsonNode filled(Shape shape, JsonNode value) {
    return shape instanceof Shape.Nested nested
        ? MissingFields.of(nested).flatMap(fields -> fields.give(value)).orElse(value)
        : value;
  }

  private static JsonNode record(JsonNode value, List<String> path) {
    JsonNode record = value;
    for (int i = path.size() - 1; i >= 0; i--) {
      record = JsonNodeFactory.instance.objectNode().set(path.get(i), record);
    }
    return record;
  }

  private static boolean isWithin(String path, String pointer) {
    return path.equals(pointer) || path.startsWith(pointer + "/");
  }
}
