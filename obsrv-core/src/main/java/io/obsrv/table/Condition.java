package io.obsrv.table;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A subset of rows, with the logic of SQL: a comparison with a null value does not hold. Begin with
 * {@link #field}.
 */
public sealed interface Condition {

  /**
   * A column compared with a constant.
   *
   * @param field the column
   * @param operator how
   * @param literal the constant as text, read by the column's type
   */
  record Comparison(String field, Operator operator, String literal) implements Condition {
    @Override
    public String toString() {
      return field + " " + operator.symbol() + " " + literal;
    }
  }

  /**
   * A column that is, or is not, null.
   *
   * @param field the column
   * @param expected whether it must be null
   */
  record Null(String field, boolean expected) implements Condition {
    @Override
    public String toString() {
      return field + (expected ? " is null" : " is not null");
    }
  }

  /**
   * Several conditions that must all hold.
   *
   * @param conditions the conditions, at least one
   */
  record All(List<Condition> conditions) implements Condition {
    /** Copies the conditions, those within each other side by side. */
    public All {
      checkArgument(!conditions.isEmpty(), "there is no condition, must be at least one");
      conditions =
          conditions.stream()
              .flatMap(
                  each -> each instanceof All all ? all.conditions().stream() : Stream.of(each))
              .toList();
    }

    @Override
    public String toString() {
      return conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "));
    }
  }

  /**
   * Begins a condition on a column.
   *
   * @param name the column
   * @return what can be said of it
   */
  static FieldCondition field(String name) {
    return new FieldCondition(name);
  }

  /**
   * This condition and another.
   *
   * @param other the other
   * @return a condition that holds where both do
   */
  default Condition and(Condition other) {
    return new All(List.of(this, other));
  }
}
