package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the objects of one place the fields they lack: what they have under an older name, else the
 * default. Immutable.
 *
 * @param fields those that have an older name or a default, or hold such fields; not empty
 */
record MissingFields(List<Field> fields) {

  /**
   * One field.
   *
   * @param name its name
   * @param aliases its older names; the first that is there counts
   * @param defaultValue what it is where none is there
   * @param inside the fields of its own that may be missing
   */
  record Field(
      String name,
      List<String> aliases,
      Optional<JsonNode> defaultValue,
      Optional<MissingFields> inside) {
    boolean isAlwaysLeftAlone() {
      return aliases.isEmpty() && defaultValue.isEmpty() && inside.isEmpty();
    }

    Optional<String> nameIn(JsonNode object) {
      return object.has(name)
          ? Optional.of(name)
          : aliases.stream().filter(object::has).findFirst();
    }

    /** What the field is to become; empty if it is to stay as it is. */
    Optional<JsonNode> given(JsonNode object, Optional<String> found) {
      if (found.filter(name::equals).isPresent()) {
        return completed(object.get(name));
      }
      // A copy, since later stages change objects of the record.
      Optional<JsonNode> value =
          found.map(object::get).or(() -> defaultValue.map(JsonNode::deepCopy));
      return value.map(lacking -> completed(lacking).orElse(lacking));
    }

    private Optional<JsonNode> completed(JsonNode value) {
      return inside.flatMap(fields -> fields.give(value));
    }
  }

  /** Empty if no record ever lacks anything that can be given. */
  static Optional<MissingFields> of(Shape.Nested shape) {
    List<Field> fields = new ArrayList<>();
    for (Map.Entry<String, Shape> entry : shape.fields().entrySet()) {
      Shape value = entry.getValue();
      Optional<MissingFields> inside =
          value instanceof Shape.Nested nested ? of(nested) : Optional.empty();
      fields.add(new Field(entry.getKey(), value.aliases(), value.defaultValue(), inside));
    }
    fields.removeIf(Field::isAlwaysLeftAlone);
    return fields.isEmpty() ? Optional.empty() : Optional.of(new MissingFields(fields));
  }

  /** A copy that lacks less; empty if the object lacks nothing that can be given. */
  Optional<JsonNode> give(JsonNode object) {
    if (!object.isObject()) {
      return Optional.empty();
    }
    ObjectNode copy = null;
    for (Field field : fields) {
      Optional<String> found = field.nameIn(object);
      Optional<JsonNode> given = field.given(object, found);
      if (given.isPresent()) {
        copy = copy == null ? shallowCopy(object) : copy;
        found.ifPresent(copy::remove);
        copy.set(field.name(), given.get());
      }
    }
    return Optional.ofNullable(copy);
  }

  private static ObjectNode shallowCopy(JsonNode object) {
    return JsonNodeFactory.instance.objectNode().setAll((ObjectNode) object);
  }
}
