package io.obsrv.event;

import io.obsrv.schema.Column;
import java.util.Optional;

/**
 * A column of a version and where its values are stored. The place has the column's own name,
 * unless that was taken by values of another type, or a column was renamed.
 *
 * @param place the name of the stored column, which keeps its type for ever
 * @param column the column as the version declares it
 * @param refill what is put into the place of rows that were stored before, if anything is
 */
public record StoredColumn(String place, Column column, Optional<Refill> refill) {

  /**
   * A column that is stored under its own name.
   *
   * @param column the column
   * @return the column, with nothing to put into earlier rows
   */
  public static StoredColumn of(Column column) {
    return new StoredColumn(column.name(), column, Optional.empty());
  }

  /** Where the values are found before the place is refilled. */
  StoredColumn source() {
    return refill.flatMap(Refill::source).orElseGet(this::withoutRefill);
  }

  StoredColumn withoutRefill() {
    return new StoredColumn(place, column, Optional.empty());
  }
}
