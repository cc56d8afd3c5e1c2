package io.obsrv.schema;

import io.obsrv.error.RejectionCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A column that has to have a value wherever the object around it is there.
 *
 * @param index the column's position
 * @param column the column
 */
record NeededValue(int index, Column column) {

  Optional<Contradiction> contradiction(Schema schema, Row row) {
    @Nullable Object[] values = row.values().toArray();
    return values[index] != null || !isObjectThere(schema, column, values)
        ? Optional.empty()
        : Optional.of(
            new Contradiction(
                column.name(),
                RejectionCode.MISSING_FIELD,
                "has no value, must have one or a default"));
  }

  /** An object is there if any field in it has a value; that one without any was, none can tell. */
  static boolean isObjectThere(Schema schema, Column column, @Nullable Object[] values) {
    List<String> object = column.path().subList(0, column.path().size() - 1);
    return object.isEmpty()
        || column.required()
        || IntStream.range(0, values.length)
            .anyMatch(i -> values[i] != null && isWithin(schema.columns().get(i), object));
  }

  private static boolean isWithin(Column column, List<String> object) {
    return column.path().size() > object.size()
        && column.path().subList(0, object.size()).equals(object);
  }
}
