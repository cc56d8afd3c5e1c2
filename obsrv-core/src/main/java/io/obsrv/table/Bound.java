package io.obsrv.table;

import java.util.Optional;
import java.util.Set;

/**
 * What a column holds in rows that are looked for, and maybe in others: where it does not hold, a
 * store need not read. Every store compares these values alike.
 */
public sealed interface Bound {

  /**
   * Which column.
   *
   * @return its place in the rows
   */
  int position();

  /**
   * Whether it may have no value.
   *
   * @return false if null is not looked for
   */
  boolean orNull();

  /**
   * A column that has one of a few values.
   *
   * @param position the column's place in the rows
   * @param values the values, instances of the column's type; none where only null is looked for
   * @param orNull whether it may have no value
   */
  record OneOf(int position, Set<Object> values, boolean orNull) implements Bound {
    /** Copies the values. */
    public OneOf {
      values = Set.copyOf(values);
    }
  }

  /**
   * A column that has a value of a range.
   *
   * @param position the column's place in the rows
   * @param least the least value; empty if there is none
   * @param greatest the greatest value; empty if there is none
   * @param orNull whether it may have no value
   */
  record Between(int position, Optional<Object> least, Optional<Object> greatest, boolean orNull)
      implements Bound {}
}
