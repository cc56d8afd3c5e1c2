package io.obsrv.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/**
 * Writes the keyword {@code type}.
 *
 * @param nullable whether null is one of the types
 */
record TypeDraft(boolean nullable) {
  private static final String TYPE = "type";

  ObjectNode of(ValueKind kind) {
    return of(List.of(kind.keyword()));
  }

  ObjectNode of(Collection<String> names) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (names.size() == 1 && !nullable) {
      return node.put(TYPE, names.iterator().next());
    }
    ArrayNode types = node.putArray(TYPE);
    names.forEach(types::add);
    if (nullable) {
      types.add("null");
    }
    return node;
  }
}
