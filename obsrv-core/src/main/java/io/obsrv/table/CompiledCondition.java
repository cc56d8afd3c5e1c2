package io.obsrv.table;

import io.obsrv.error.Problems;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import io.obsrv.schema.UnreadableValueException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns conditions into predicates on rows of given columns. Used once, by one thread; the
 * predicates are for every thread.
 */
public final class CompiledCondition {
  private final List<Column> columns;
  private final Problems problems;

  /**
   * For rows of these columns.
   *
   * @param columns the columns in the order of the rows
   * @param problems collects what is wrong with conditions
   */
  public CompiledCondition(List<Column> columns, Problems problems) {
    this.columns = columns;
    this.problems = problems;
  }

  /**
   * The predicate of a condition.
   *
   * @param condition the condition
   * @return holds where the condition does; meaningless if problems were found
   */
  public Predicate<Row> compile(Condition condition) {
    if (condition instanceof Condition.All all) {
      return all.conditions().stream().map(this::compile).reduce(row -> true, Predicate::and);
    }
    if (condition instanceof Condition.Null isNull) {
      int index = indexOf(isNull.field());
      return row -> (row.value(index) == null) == isNull.expected();
    }
    return comparison((Condition.Comparison) condition);
  }

  /**
   * The constant of a comparison, as a value of its column.
   *
   * @param comparison the comparison
   * @return the value; empty, with a problem noted, if there is no such column or value
   */
  public Optional<Object> literal(Condition.Comparison comparison) {
    int index = indexOf(comparison.field());
    if (index < 0) {
      return Optional.empty();
    }
    Column column = columns.get(index);
    if (column.type() == ColumnType.JSON) {
      problems.add("where", "'" + column.name() + "' is JSON, which cannot be compared");
      return Optional.empty();
    }
    try {
      return Optional.of(LiteralReader.read(column, comparison.literal()));
    } catch (UnreadableValueException e) {
      problems.add(
          "where",
          comparison
              + ": '"
              + column.name()
              + "' is "
              + column.type().label()
              + "; "
              + e.getMessage());
      return Optional.empty();
    }
  }

  /** What the columns hold in all rows of which a condition without problems holds. */
  List<Bound> bounds(Condition condition) {
    if (condition instanceof Condition.All all) {
      return all.conditions().stream().flatMap(each -> bounds(each).stream()).toList();
    }
    if (condition instanceof Condition.Null isNull) {
      int index = indexOf(isNull.field());
      return List.of(isNull.expected() ? new Bound.OneOf(index, Set.of(), true) : any(index));
    }
    Condition.Comparison comparison = (Condition.Comparison) condition;
    return literal(comparison).map(value -> List.of(bound(comparison, value))).orElse(List.of());
  }

  /**
   * Databases have the texts in another order, and a zero that is less than zero in none: a bound
   * that may be met is never left out.
   */
  private Bound bound(Condition.Comparison comparison, Object value) {
    int index = indexOf(comparison.field());
    if (comparison.operator() == Operator.EQUAL) {
      return new Bound.OneOf(index, Set.of(value), false);
    }
    if (columns.get(index).type() == ColumnType.STRING) {
      return any(index);
    }
    Optional<Object> constant = Optional.of(value);
    return switch (comparison.operator()) {
      case LESS, AT_MOST -> new Bound.Between(index, Optional.empty(), constant, false);
      case GREATER, AT_LEAST -> new Bound.Between(index, constant, Optional.empty(), false);
      case EQUAL, NOT_EQUAL -> any(index);
    };
  }

  private static Bound any(int index) {
    return new Bound.Between(index, Optional.empty(), Optional.empty(), false);
  }

  private Predicate<Row> comparison(Condition.Comparison comparison) {
    Optional<Object> literal = literal(comparison);
    if (literal.isEmpty()) {
      return row -> false;
    }
    int index = indexOf(comparison.field());
    Object constant = literal.get();
    return row -> {
      Object value = row.value(index);
      return value != null && comparison.operator().holds(ValueOrder.compare(value, constant));
    };
  }

  private int indexOf(String field) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(field)) {
        return i;
      }
    }
    problems.add("where", "'" + field + "' is not a column (columns: " + names() + ")");
    return -1;
  }

  private String names() {
    return String.join(", ", columns.stream().map(Column::name).toList());
  }
}
