package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Sees of an ordinary record, at a glance, that it is valid and all its numbers can be stored. Of
 * what it is not sure it says so, and leaves it to the validator, which takes ten times as long and
 * can tell what is wrong; it never says that a record is not valid. It is there for schemas made of
 * the keywords that nearly all of them are made of. Immutable.
 *
 * @param value what a value may be that is no object or array
 * @param parts the fields it knows, where the value may be an object
 * @param required how many of them have to be there
 * @param closed whether there may be no others
 * @param elements what the elements are, where the value may be an array
 */
record Glance(
    GlanceAtValue value,
    Map<String, Part> parts,
    int required,
    boolean closed,
    Optional<Glance> elements) {

  /**
   * A field.
   *
   * @param glance looks at its value
   * @param required whether it has to be there
   */
  record Part(Glance glance, boolean required) {}

  Glance {
    parts = Map.copyOf(parts);
  }

  /**
   * Whether a value is valid, and no number in it is too long.
   *
   * @return false if that is not certain
   */
  boolean sees(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> value.kinds().isObject() && seesFields(node);
      case ARRAY -> value.kinds().isArray() && seesElements(node);
      default -> value.sees(node);
    };
  }

  private boolean seesFields(JsonNode object) {
    int found = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Part part = parts.get(field.getKey());
      boolean isSeen =
          part == null
              ? !closed && StorableNumber.areStorable(field.getValue())
              : part.glance().sees(field.getValue());
      if (!isSeen) {
        return false;
      }
      found += part != null && part.required() ? 1 : 0;
    }
    return found == required;
  }

  private boolean seesElements(JsonNode array) {
    if (elements.isEmpty()) {
      return StorableNumber.areStorable(array);
    }
    Glance glance = elements.get();
    for (JsonNode element : array) {
      if (!glance.sees(element)) {
        return false;
      }
    }
    return true;
  }
}
