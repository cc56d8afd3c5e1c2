package io.obsrv.event;

import io.obsrv.error.RejectionCode;
import io.obsrv.schema.Conversion;
import io.obsrv.schema.Row;
import io.obsrv.schema.UnreadableValueException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the value of one column is found in a row that was stored before its version.
 *
 * @param target the column
 * @param source the position of the value it is made from
 * @param own the position of what its place holds already; the same as the source if nothing is put
 *     into it
 */
record ColumnRefill(StoredColumn target, int source, int own) {

  /**
   * The value for the version.
   *
   * @throws UnreadableValueException if the column cannot hold what is stored
   */
  @Nullable Object value(Row raw) throws UnreadableValueException {
    Object present = raw.value(own);
    Refill refill = target.refill().orElse(null);
    Object value = raw.value(source);
    return present == null && value != null && refill instanceof Refill.Converted converted
        ? convert(converted, value)
        : present;
  }

  private @Nullable Object convert(Refill.Converted from, Object value)
      throws UnreadableValueException {
    Optional<Conversion> conversion = Conversion.between(from.column(), target.column());
    if (conversion.isEmpty()) {
      throw new UnreadableValueException(
          RejectionCode.WRONG_TYPE,
          "%s cannot become %s".formatted(from.column().typeLabel(), target.column().typeLabel()));
    }
    return conversion.get().convert(value);
  }
}
