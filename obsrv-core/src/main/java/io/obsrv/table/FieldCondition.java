package io.obsrv.table;

/**
 * What can be said of one column; see {@link Condition#field}. Values are texts, numbers, booleans,
 * instants or dates.
 */
public final class FieldCondition {
  private final String name;

  FieldCondition(String name) {
    this.name = name;
  }

  /**
   * Holds where the column has this value.
   *
   * @param value the value
   * @return the condition
   */
  public Condition equalTo(Object value) {
    return is(Operator.EQUAL, value);
  }

  /**
   * Holds where the column has another value.
   *
   * @param value the value
   * @return the condition
   */
  public Condition notEqualTo(Object value) {
    return is(Operator.NOT_EQUAL, value);
  }

  /**
   * Holds where the column's value is less.
   *
   * @param value the value
   * @return the condition
   */
  public Condition lessThan(Object value) {
    return is(Operator.LESS, value);
  }

  /**
   * Holds where the column's value is less or equal.
   *
   * @param value the value
   * @return the condition
   */
  public Condition atMost(Object value) {
    return is(Operator.AT_MOST, value);
  }

  /**
   * Holds where the column's value is greater.
   *
   * @param value the value
   * @return the condition
   */
  public Condition greaterThan(Object value) {
    return is(Operator.GREATER, value);
  }

  /**
   * Holds where the column's value is greater or equal.
   *
   * @param value the value
   * @return the condition
   */
  public Condition atLeast(Object value) {
    return is(Operator.AT_LEAST, value);
  }

  /**
   * Holds where the column has no value.
   *
   * @return the condition
   */
  public Condition isNull() {
    return new Condition.Null(name, true);
  }

  /**
   * Holds where the column has a value.
   *
   * @return the condition
   */
  public Condition isNotNull() {
    return new Condition.Null(name, false);
  }

  /**
   * Holds where the comparison does.
   *
   * @param operator how to compare
   * @param value the value
   * @return the condition
   */
  public Condition is(Operator operator, Object value) {
    return new Condition.Comparison(name, operator, value.toString());
  }
}
