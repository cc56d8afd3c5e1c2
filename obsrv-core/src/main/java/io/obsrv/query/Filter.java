package io.obsrv.query;

import io.obsrv.schema.Column;
import io.obsrv.table.Operator;

/** One of the conditions of a query that must all hold, with its names and constants resolved. */
public sealed interface Filter {

  /**
   * A column compared with a constant; does not hold for null.
   *
   * @param column the column
   * @param operator how
   * @param value the constant, an instance of the column's type
   */
  record Compares(Column column, Operator operator, Object value) implements Filter {}

  /**
   * A column that has no value.
   *
   * @param column the column
   */
  record IsNull(Column column) implements Filter {}

  /**
   * A column that has a value.
   *
   * @param column the column
   */
  record IsNotNull(Column column) implements Filter {}
}
