package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the changed keywords of one column ask of a value that is stored. Thread-safe.
 *
 * @param index the column's position
 * @param column the column
 * @param compiled the keywords as a schema of the value's JSON
 */
record KeywordTest(int index, Column column, JsonSchema compiled) {
  private static final String ORIGINAL = "#/$defs/document";
  private static final Set<String> CONDITION = Set.of("if", "then", "else");
  private static final Set<ChangeKind> HARMLESS =
      Set.of(ChangeKind.CONSTRAINT_RELAXED, ChangeKind.ENUM_ENLARGED);

  /** Empty if nothing changed that a stored value can contradict. */
  static Optional<KeywordTest> of(
      Schema live, FieldNode before, Schema next, FieldNode after, Column column) {
    JsonNode now = after.keywords();
    ObjectNode asked = JsonNodeFactory.instance.objectNode();
    for (String keyword : changed(before, after)) {
      JsonNode old = before.keywords().path(keyword);
      if (now.has(keyword) && !HARMLESS.contains(Keywords.kind(keyword, old, now.get(keyword)))) {
        asked.set(keyword, now.get(keyword));
      }
    }
    if (CONDITION.stream().anyMatch(asked::has)) {
      CONDITION.stream().filter(now::has).forEach(name -> asked.set(name, now.get(name)));
    }
    // The keywords of arrays and free objects depend on each other, and their JSON is what was
    // sent.
    boolean whole =
        column.type() == ColumnType.JSON
            && (!asked.isEmpty() || refersToOther(live, next, now) || isNarrower(before, after));
    if (!whole && asked.isEmpty()) {
      return Optional.empty();
    }
    JsonNode schema = whole ? now : asked;
    return Optional.of(
        new KeywordTest(
            next.indexOf(column.name()), column, JsonSchema.compile(rooted(schema, next))));
  }

  /** Without those that say how times are written. */
  static Set<String> changed(FieldNode before, FieldNode after) {
    Set<String> changed = Keywords.changed(before.keywords(), after.keywords());
    if (isTime(before) || isTime(after)) {
      changed.remove("format");
    }
    return changed;
  }

  /** Whether a reference inside the keywords may lead to something else than before. */
  static boolean refersToOther(Schema live, Schema next, JsonNode keywords) {
    return !keywords.findValues("$ref").isEmpty()
        && !live.documentNode().path("$defs").equals(next.documentNode().path("$defs"));
  }

  Optional<Contradiction> contradiction(Object value) {
    List<Violation> violations = compiled.violations(column.write(value));
    return violations.stream()
        .findFirst()
        .map(
            violation ->
                new Contradiction(
                    column.name(),
                    violation.code(),
                    Excerpt.of(ValueText.write(value)) + ": " + violation.message()));
  }

  private static boolean isNarrower(FieldNode before, FieldNode after) {
    return !TypeKeyword.of(after.keywords())
        .allowed()
        .containsAll(TypeKeyword.of(before.keywords()).allowed());
  }

  private static boolean isTime(FieldNode field) {
    return field.column().filter(column -> column.timeFormat().isPresent()).isPresent();
  }

  /** With the whole document inside it, where its references lead to. */
  private static JsonNode rooted(JsonNode keywords, Schema next) {
    if (keywords.findValues("$ref").isEmpty()) {
      return keywords;
    }
    ObjectNode root = (ObjectNode) redirected(keywords);
    root.putObject("$defs").set("document", redirected(next.documentNode()));
    return root;
  }

  private static JsonNode redirected(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(redirected(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String text = field.getValue().asText();
      boolean pointer =
          field.getKey().equals("$ref") && (text.equals("#") || text.startsWith("#/"));
      object.set(
          field.getKey(),
          pointer ? TextNode.valueOf(ORIGINAL + text.substring(1)) : redirected(field.getValue()));
    }
    return object;
  }
}
