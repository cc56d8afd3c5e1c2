package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands at one place of a record: a value for a column, or an object with named places. */
public sealed interface Shape {

  /**
   * The names that the field had before within its object.
   *
   * @return the names; none for a record as a whole
   */
  List<String> aliases();

  /**
   * What an object is given that lacks the field.
   *
   * @return the default, not to be changed; empty if the field has none
   */
  Optional<JsonNode> defaultValue();

  /**
   * A value that a column holds.
   *
   * @param index the column's position in {@link Schema#columns()}
   * @param column the column
   * @param aliases the names that the field had before
   */
  record Leaf(int index, Column column, List<String> aliases) implements Shape {
    /** Copies the names. */
    public Leaf {
      aliases = List.copyOf(aliases);
    }

    @Override
    public Optional<JsonNode> defaultValue() {
      return column.defaultValue();
    }
  }

  /**
   * An object whose fields are flattened into columns.
   *
   * @param fields the known fields by name, in the order of the document
   * @param aliases the names that the field had before
   * @param defaultValue what an object is given that lacks the field
   */
  record Nested(Map<String, Shape> fields, List<String> aliases, Optional<JsonNode> defaultValue)
      implements Shape {
    /** Copies the fields and names. */
    public Nested {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      aliases = List.copyOf(aliases);
    }
  }
}
