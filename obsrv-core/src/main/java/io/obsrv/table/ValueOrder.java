package io.obsrv.table;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The order of typed values, as databases sort them: nulls last, texts by UTF-16 code units. */
public final class ValueOrder {
  /** Ascending, nulls last. */
  public static final Comparator<@Nullable Object> ASCENDING =
      Comparator.nullsLast(ValueOrder::compare);

  private ValueOrder() {}

  /**
   * Compares two values of one column.
   *
   * @param a a value
   * @param b another of the same type
   * @return negative, zero or positive
   */
  @SuppressWarnings(
      "unchecked") // a column's values are of one comparable class; JSON has no order but its text
  public static int compare(Object a, Object b) {
    if (a instanceof Comparable<?> && a.getClass() == b.getClass()) {
      return ((Comparable<Object>) a).compareTo(b);
    }
    return a.toString().compareTo(b.toString());
  }
}
