package io.obsrv.query;

import io.obsrv.event.Layout;

/** The port that answers queries. Read-only; for many threads. */
public interface QueryEngine {

  /**
   * Answers a query.
   *
   * @param layout the version whose tables are asked
   * @param query the query
   * @param limits what it may cost
   * @return the answer
   * @throws QueryRefusedException if the query does not fit the tables
   */
  Result run(Layout layout, Query query, QueryLimits limits);

  /**
   * Answers SQL: a single {@code SELECT} on the tables of one dataset.
   *
   * @param layout the version whose tables are asked
   * @param name what the statement may call the rows, beside the dataset's id
   * @param sql the statement
   * @param limits what it may cost
   * @return the answer
   * @throws QueryRefusedException if it is anything else, or wrong
   */
  Result sql(Layout layout, String name, String sql, QueryLimits limits);

  /**
   * Answers SQL that calls the rows by the dataset's id.
   *
   * @param layout the version whose tables are asked
   * @param sql the statement
   * @param limits what it may cost
   * @return the answer
   * @throws QueryRefusedException if it is anything else, or wrong
   */
  default Result sql(Layout layout, String sql, QueryLimits limits) {
    return sql(layout, layout.id().value(), sql, limits);
  }
}
