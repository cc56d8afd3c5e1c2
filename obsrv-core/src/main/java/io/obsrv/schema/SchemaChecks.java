package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.util.Map;
import java.util.Set;

/** What must be true of a schema document before columns are derived from it. */
final class SchemaChecks {
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");

  private SchemaChecks() {}

  static void check(JsonNode document, Problems problems) {
    if (!TypeKeyword.of(document).isObjectOnly()) {
      String found = document.has("type") ? "is " + document.get("type") : "is missing";
      problems.add("type", found + ", must be \"object\"");
    }
    String dialect = document.path("$schema").asText(JsonSchema.DIALECT);
    if (!dialect.equals(JsonSchema.DIALECT)) {
      problems.add("$schema", "is '" + dialect + "', must be left out or " + JsonSchema.DIALECT);
    }
    JsonSchema.metaSchema()
        .violations(document)
        .forEach(violation -> problems.add(relative(violation.path()), violation.message()));
    StorableNumber.violations(document)
        .forEach(violation -> problems.add(relative(violation.path()), violation.message()));
    remoteRefs(document, problems);
  }

  private static void remoteRefs(JsonNode node, Problems problems) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      boolean refers = REFERENCES.contains(field.getKey()) && field.getValue().isTextual();
      if (refers && !field.getValue().textValue().startsWith("#")) {
        problems.add(
            field.getKey(),
            field.getValue() + " is another document, must be within this one (#…)");
      }
      remoteRefs(field.getValue(), problems.under(field.getKey()));
    }
    if (node.isArray()) {
      node.forEach(element -> remoteRefs(element, problems));
    }
  }

  private static String relative(String pointer) {
    return pointer.isEmpty() ? "" : pointer.substring(1);
  }
}
