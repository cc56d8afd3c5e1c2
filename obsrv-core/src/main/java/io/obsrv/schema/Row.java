package io.obsrv.schema;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The typed values of one record, in the order of its schema's columns. Immutable by convention:
 * the array is handed over.
 */
public final class Row {
  private final @Nullable Object[] values;

  /**
   * A row of these values.
   *
   * @param values one per column, null where the record has none; not to be changed afterwards
   */
  public Row(@Nullable Object... values) {
    this.values = values;
  }

  /**
   * One value.
   *
   * @param index the column's position
   * @return an instance of the column's type, or null
   */
  public @Nullable Object value(int index) {
    return values[index];
  }

  /**
   * How many values there are.
   *
   * @return the number of columns
   */
  public int size() {
    return values.length;
  }

  /**
   * All values.
   *
   * @return a view that cannot be changed
   */
  @SuppressWarnings("NullAway") // a list view of nullable values
  public List<@Nullable Object> values() {
    return java.util.Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
