package io.obsrv.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands at one place of a record: a value for a column, or an object with named places. */
public sealed interface Shape {

  /**
   * A value that a column holds.
   *
   * @param index the column's position in {@link Schema#columns()}
   * @param column the column
   */
  record Leaf(int index, Column column) implements Shape {}

  /**
   * An object whose fields are flattened into columns.
   *
   * @param fields the known fields by name, in the order of the document
   */
  record Nested(Map<String, Shape> fields) implements Shape {
    /** Copies the fields. */
    public Nested {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
