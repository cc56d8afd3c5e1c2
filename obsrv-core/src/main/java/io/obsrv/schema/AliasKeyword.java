package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code x-aliases}, the names that the fields of one object had before. Used once per
 * object, by one thread.
 */
final class AliasKeyword {
  static final String KEYWORD = "x-aliases";

  private final Set<String> present = new HashSet<>();
  private final Map<String, String> fieldByAlias = new HashMap<>();

  AliasKeyword(JsonNode object) {
    object.path("properties").fieldNames().forEachRemaining(present::add);
  }

  /** Without those that are refused. */
  List<String> of(String field, JsonNode node, Problems problems) {
    JsonNode given = node.path(KEYWORD);
    if (given.isMissingNode()) {
      return List.of();
    }
    if (!given.isArray()) {
      problems.add(KEYWORD, "is " + given + ", must be an array of names");
      return List.of();
    }
    List<String> aliases = new ArrayList<>();
    for (JsonNode alias : given) {
      if (isFree(field, alias, problems)) {
        aliases.add(alias.textValue());
      }
    }
    return aliases;
  }

  private boolean isFree(String field, JsonNode alias, Problems problems) {
    if (!alias.isTextual()) {
      problems.add(KEYWORD, "holds " + alias + ", must hold texts only");
      return false;
    }
    String name = alias.textValue();
    if (present.contains(name)) {
      problems.add(
          KEYWORD,
          "holds %s, which is a field of the same object; must be a name that is not in use"
              .formatted(Excerpt.of(name)));
      return false;
    }
    String other = fieldByAlias.putIfAbsent(name, field);
    if (other != null) {
      problems.add(
          KEYWORD,
          "holds %s, which is also an alias of %s; must be one field's only"
              .formatted(Excerpt.of(name), Excerpt.of(other)));
    }
    return other == null;
  }
}
