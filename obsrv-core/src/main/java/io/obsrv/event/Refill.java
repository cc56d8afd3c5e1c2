package io.obsrv.event;

import io.obsrv.schema.Column;
import java.util.Optional;

/** Where the values come from that a new place has in rows that were stored before it. */
public sealed interface Refill {

  /**
   * From another place, converted; in rows that have nothing there, the default of a field that
   * comes back.
   *
   * @param place the name of the stored column
   * @param column the column as what it was stored
   * @param otherwise what rows without a value get
   */
  record Converted(String place, Column column, Optional<Object> otherwise) implements Refill {}

  /**
   * The field's default, in rows that have the object around it.
   *
   * @param value what records that lack the field get, as the column holds it
   */
  record Constant(Object value) implements Refill {}

  /**
   * What rows without a value get.
   *
   * @return the default of a field that is added; empty if they get nothing
   */
  default Optional<Object> given() {
    return this instanceof Converted converted
        ? converted.otherwise()
        : Optional.of(((Constant) this).value());
  }

  /**
   * Where the values are read from.
   *
   * @return the stored column; empty for a constant
   */
  default Optional<StoredColumn> source() {
    return this instanceof Converted converted
        ? Optional.of(new StoredColumn(converted.place(), converted.column(), Optional.empty()))
        : Optional.empty();
  }
}
