package io.obsrv.query;

import io.obsrv.event.Layout;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import java.util.List;
import java.util.Optional;

/**
 * A query that fits a version: every name resolved, every constant typed. An engine either turns it
 * into the language of its database, or evaluates it with {@link #answer}.
 *
 * @param query what was asked
 * @param table the aggregate table that was asked; empty for the rows of the dataset
 * @param available the columns of what was asked, those of the library included
 * @param columns the columns of the result: the selected ones; or those grouped by, then one per
 *     measure
 * @param filters the conditions that must all hold
 * @param order what to sort by, the most important first
 * @param grouping the groups of a grouped query; empty if the result has one row per row
 */
public record QueryPlan(
    Query query,
    Optional<Rollup> table,
    List<Column> available,
    List<Column> columns,
    List<Filter> filters,
    List<SortKey> order,
    Optional<Rollup> grouping) {

  /** Copies the lists. */
  public QueryPlan {
    available = List.copyOf(available);
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    order = List.copyOf(order);
  }

  /**
   * Resolves a query.
   *
   * @param layout the version that is asked
   * @param query the query
   * @return the plan
   * @throws QueryRefusedException with everything that does not fit
   */
  public static QueryPlan of(Layout layout, Query query) {
    return new QueryPlanner(layout, query).plan();
  }

  /**
   * How many rows the result may have. If there are more, the query's own limit cuts the result off
   * in silence, the library's says so.
   *
   * @param limits the library's limits
   * @return the smaller of the two limits
   */
  public int maxRows(QueryLimits limits) {
    return Math.min(query.limit().orElse(Integer.MAX_VALUE), limits.maxRows());
  }

  /**
   * Whether a result must be marked as truncated.
   *
   * @param found how many rows there are, or one more than {@link #maxRows} if there are even more
   * @param limits the library's limits
   * @return true if the library's limit cut it off
   */
  public boolean isTruncated(int found, QueryLimits limits) {
    return Math.min(found, query.limit().orElse(Integer.MAX_VALUE)) > limits.maxRows();
  }

  /**
   * Evaluates the query.
   *
   * @param rows all rows of what was asked, with the {@link #available} columns
   * @param limits the library's limits; the time is not watched
   * @return the answer
   */
  public Result answer(Iterable<Row> rows, QueryLimits limits) {
    return new RowEvaluation(this).answer(rows, limits);
  }
}
