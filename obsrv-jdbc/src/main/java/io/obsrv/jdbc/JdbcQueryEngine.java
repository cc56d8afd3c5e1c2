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

/** Answers queries from a database. Owns how many are answered at the same time. */
final class JdbcQueryEngine implements QueryEngine {
  private final Transactions transactions;
  private final QuerySeats seats;

  JdbcQueryEngine(Transactions transactions, QuerySeats seats) {
    this.transactions = transactions;
    this.seats = seats;
  }

  @Override
  public Result run(Layout layout, Query query, QueryLimits limits) {
    transactions.refuseIfClosed();
    QueryPlan plan = QueryPlan.of(layout, query);
    return ask(
        layout,
        limits,
        plan.answer(List.of(), limits),
        session -> PlanRunner.run(session, layout, plan, limits));
  }

  @Override
  public Result sql(Layout layout, String name, String sql, QueryLimits limits) {
    transactions.refuseIfClosed();
    Statement statement = SqlRunner.parse(layout, sql);
    return ask(
            layout,
            limits,
            Optional.<Result>empty(),
            session -> Optional.of(SqlRunner.run(session, layout, name, statement, limits)))
        .orElseThrow(
            () ->
                new QueryRefusedException(
                    layout.id(), "it was never published; publish it first.", null));
  }

  /** Who waits for a seat has no connection yet. */
  private <T> T ask(Layout layout, QueryLimits limits, T absent, Work<T> work) {
    return seats.take(
        layout.id(),
        limits,
        () -> transactions.inDataset(layout.id(), Purpose.QUERY, "query", absent, work));
  }
}
