package io.obsrv.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.schema.Schema;
import java.util.Map;

/** A schema with the fields of another added, none of them required. */
final class SchemaMerge {
  private SchemaMerge() {}

  static Schema of(Schema present, Schema found) {
    ObjectNode document = (ObjectNode) present.document();
    merge(document, found.document());
    return Schema.of(document);
  }

  private static void merge(ObjectNode present, JsonNode found) {
    for (Map.Entry<String, JsonNode> field : found.path("properties").properties()) {
      ObjectNode properties = present.withObjectProperty("properties");
      JsonNode known = properties.get(field.getKey());
      if (known == null) {
        properties.set(field.getKey(), optional(field.getValue()));
      } else if (known.has("properties")) {
        merge((ObjectNode) known, field.getValue());
      }
    }
  }

  private static JsonNode optional(JsonNode added) {
    ObjectNode copy = added.deepCopy();
    copy.remove("required");
    return copy;
  }
}
