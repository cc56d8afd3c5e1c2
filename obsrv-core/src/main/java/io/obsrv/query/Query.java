package io.obsrv.query;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.table.Aggregation;
import io.obsrv.table.Condition;
import io.obsrv.table.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A question to one table of a dataset, as a value. Begin with {@link #from}; every method answers
 * a changed copy. With measures or groups the result has one row per group, otherwise one per row.
 *
 * @param table the dataset's own name for its rows, or the name of an aggregate table
 * @param select the columns of the result, empty for all; not together with groups
 * @param groupBy the columns whose values make a group
 * @param measures the figures of each group
 * @param where the subset of rows; empty for all
 * @param orderBy the order of the result; rows are in no order behind it
 * @param limit at most so many rows; empty for the library's limit
 */
public record Query(
    String table,
    List<String> select,
    List<String> groupBy,
    List<Measure> measures,
    Optional<Condition> where,
    List<Order> orderBy,
    OptionalInt limit) {

  /** Copies the lists. */
  public Query {
    select = List.copyOf(select);
    groupBy = List.copyOf(groupBy);
    measures = List.copyOf(measures);
    orderBy = List.copyOf(orderBy);
  }

  /**
   * One column to sort by.
   *
   * @param column a column of the result
   * @param descending whether the greatest value comes first; nulls are last either way
   */
  public record Order(String column, boolean descending) {}

  /**
   * Asks for all columns of all rows.
   *
   * @param table the dataset's id, or the name of one of its aggregate tables
   * @return the query
   */
  public static Query from(String table) {
    return new Query(
        table, List.of(), List.of(), List.of(), Optional.empty(), List.of(), OptionalInt.empty());
  }

  Query of(String other) {
    return new Query(other, select, groupBy, measures, where, orderBy, limit);
  }

  /**
   * Asks for some columns only.
   *
   * @param columns the columns, in the order of the result
   * @return the changed query
   */
  public Query select(String... columns) {
    return new Query(table, List.of(columns), groupBy, measures, where, orderBy, limit);
  }

  /**
   * Keeps the rows for which a condition holds; called again, for which both hold.
   *
   * @param condition the condition
   * @return the changed query
   */
  public Query where(Condition condition) {
    Condition both = where.map(present -> present.and(condition)).orElse(condition);
    return new Query(table, select, groupBy, measures, Optional.of(both), orderBy, limit);
  }

  /**
   * Groups by columns.
   *
   * @param columns the columns
   * @return the changed query
   */
  public Query groupBy(String... columns) {
    return new Query(table, select, List.of(columns), measures, where, orderBy, limit);
  }

  /**
   * Counts the rows of each group, as column {@code count}.
   *
   * @return the changed query
   */
  public Query count() {
    return measure(Measure.count());
  }

  /**
   * Adds up a column, as column {@code sum_COLUMN}.
   *
   * @param column a numeric column
   * @return the changed query
   */
  public Query sum(String column) {
    return measure(Measure.of(Aggregation.SUM, column));
  }

  /**
   * Finds the least value of a column, as column {@code min_COLUMN}.
   *
   * @param column the column
   * @return the changed query
   */
  public Query min(String column) {
    return measure(Measure.of(Aggregation.MIN, column));
  }

  /**
   * Finds the greatest value of a column, as column {@code max_COLUMN}.
   *
   * @param column the column
   * @return the changed query
   */
  public Query max(String column) {
    return measure(Measure.of(Aggregation.MAX, column));
  }

  /**
   * Averages a column, as column {@code avg_COLUMN}.
   *
   * @param column a numeric column
   * @return the changed query
   */
  public Query avg(String column) {
    return measure(Measure.of(Aggregation.AVG, column));
  }

  /**
   * Sorts by a column, least value first; called again, by further ones.
   *
   * @param column a column of the result
   * @return the changed query
   */
  public Query orderBy(String column) {
    return order(new Order(column, false));
  }

  /**
   * Sorts by a column, greatest value first; called again, by further ones.
   *
   * @param column a column of the result
   * @return the changed query
   */
  public Query orderByDescending(String column) {
    return order(new Order(column, true));
  }

  /**
   * Asks for the first rows only.
   *
   * @param rows at most so many, at least 1
   * @return the changed query
   */
  public Query limit(int rows) {
    checkArgument(rows >= 1, "limit is %s, must be at least 1", rows);
    return new Query(table, select, groupBy, measures, where, orderBy, OptionalInt.of(rows));
  }

  /**
   * Whether the result has one row per group.
   *
   * @return true if there are groups or measures
   */
  public boolean isGrouped() {
    return !groupBy.isEmpty() || !measures.isEmpty();
  }

  private Query measure(Measure measure) {
    List<Measure> more = new ArrayList<>(measures);
    more.add(measure);
    return new Query(table, select, groupBy, more, where, orderBy, limit);
  }

  private Query order(Order order) {
    List<Order> more = new ArrayList<>(orderBy);
    more.add(order);
    return new Query(table, select, groupBy, measures, where, more, limit);
  }
}
