package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.query.Query;
import io.obsrv.query.QueryEngine;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.QueryPlan;
import io.obsrv.query.QueryRefusedException;
import io.obsrv.query.Result;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.statement.Statement;

/** Answers queries from a database. Has no state of its own. */
final class JdbcQueryEngine implements QueryEngine {
  private final Transactions transactions;

  JdbcQueryEngine(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Result run(Layout layout, Query query, QueryLimits limits) {
    transactions.refuseIfClosed();
    QueryPlan plan = QueryPlan.of(layout, query);
    return transactions.inDataset(
        layout.id(),
        Purpose.QUERY,
        "query",
        plan.answer(List.of(), limits),
        session -> PlanRunner.run(session, layout, plan, limits));
  }

  @Override
  public Result sql(Layout layout, String name, String sql, QueryLimits limits) {
    transactions.refuseIfClosed();
    Statement statement = SqlRunner.parse(layout, sql);
    return transactions
        .inDataset(
            layout.id(),
            Purpose.QUERY,
            "query",
            Optional.<Result>empty(),
            session -> Optional.of(SqlRunner.run(session, layout, name, statement, limits)))
        .orElseThrow(
            () ->
                new QueryRefusedException(
                    layout.id(), "it was never published; publish it first.", null));
  }
}
