package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The keyword {@code type} of one schema node.
 *
 * @param names the JSON types besides null; empty if the node names none
 * @param nullable whether null is allowed
 */
record TypeKeyword(Set<String> names, boolean nullable) {
  private static final Set<String> ANY = Set.of("string", "number", "boolean", "array", "object");

  static TypeKeyword of(JsonNode node) {
    JsonNode type = node.path("type");
    Set<String> names = new HashSet<>();
    if (type.isTextual()) {
      names.add(type.textValue());
    }
    type.forEach(name -> names.add(name.asText()));
    boolean nullable = names.remove("null") || type.isMissingNode();
    return new TypeKeyword(Set.copyOf(names), nullable);
  }

  /** The types besides null, integers among the numbers. */
  Set<String> allowed() {
    Set<String> all = new HashSet<>(names.isEmpty() ? ANY : names);
    if (all.contains("number")) {
      all.add("integer");
    }
    return all;
  }

  boolean isObjectOnly() {
    return names.equals(Set.of("object"));
  }

  /**
   * Several scalar types widen: integers to numbers, anything else to text, with containers to
   * JSON.
   */
  ColumnType columnType() {
    if (names.isEmpty() || names.contains("object") || names.contains("array")) {
      return ColumnType.JSON;
    }
    if (names.equals(Set.of("integer"))) {
      return ColumnType.INTEGER;
    }
    if (names.equals(Set.of("boolean"))) {
      return ColumnType.BOOLEAN;
    }
    return Set.of("integer", "number").containsAll(names) ? ColumnType.NUMBER : ColumnType.STRING;
  }
}
