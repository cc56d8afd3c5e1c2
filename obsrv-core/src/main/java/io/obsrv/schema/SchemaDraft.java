package io.obsrv.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the schema document of what was seen, with suggestions. Used once, by one thread. */
final class SchemaDraft {
  private final ColumnNaming naming;
  private final List<FieldStats> columns = new ArrayList<>();
  private final List<Suggestion> suggestions = new ArrayList<>();

  SchemaDraft(ObjectStats root) {
    collect(root);
    naming = new ColumnNaming(columns);
  }

  ObjectNode draft(ObjectStats object, boolean nullable) {
    ObjectNode node = new TypeDraft(nullable).of(ValueKind.OBJECT);
    ObjectNode properties = node.putObject("properties");
    List<String> required = new ArrayList<>();
    for (FieldStats field : object.fields()) {
      boolean always = object.always(field);
      String name = field.path.get(field.path.size() - 1);
      properties.set(name, field.isNested() ? draft(field.object, !always) : leaf(field, !always));
      if (always) {
        required.add(name);
      }
    }
    if (!required.isEmpty()) {
      required.forEach(node.putArray("required")::add);
    }
    return node;
  }

  List<Suggestion> suggestions() {
    return List.copyOf(suggestions);
  }

  /** Hints for columns that there are not. */
  void checkHints(InferenceHints hints) {
    Set<String> unknown = new LinkedHashSet<>(hints.columns());
    columns.forEach(column -> unknown.remove(column.flattened()));
    unknown.forEach(
        name ->
            suggestions.add(new Suggestion(name, "no record has such a field, check its name")));
  }

  private ObjectNode leaf(FieldStats field, boolean nullable) {
    String column = naming.name(field);
    naming.advice(field).ifPresent(text -> suggestions.add(new Suggestion(column, text)));
    ObjectNode node =
        new FieldDraft(field, nullable, text -> suggestions.add(new Suggestion(column, text)))
            .draft();
    return column.equals(field.flattened()) ? node : node.put(ColumnName.KEYWORD, column);
  }

  private void collect(ObjectStats object) {
    for (FieldStats field : object.fields()) {
      if (field.isNested()) {
        collect(field.object);
      } else {
        columns.add(field);
      }
    }
  }
}
