package io.obsrv.storage;

import io.obsrv.event.Layout;
import io.obsrv.query.Query;
import io.obsrv.query.QueryEngine;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.QueryPlan;
import io.obsrv.query.QueryRefusedException;
import io.obsrv.query.Result;
import io.obsrv.schema.Row;
import java.util.List;

/** Evaluates queries on the rows of one moment. Has no state of its own. */
final class MemoryQueryEngine implements QueryEngine {
  private final Gate gate;
  private final MemoryDataStore data;

  MemoryQueryEngine(Gate gate, MemoryDataStore data) {
    this.gate = gate;
    this.data = data;
  }

  @Override
  public Result run(Layout layout, Query query, QueryLimits limits) {
    QueryPlan plan = QueryPlan.of(layout, query);
    MemoryDataset dataset = data.dataset(layout.id());
    List<Row> rows =
        plan.table()
            .map(rollup -> dataset.call(parts -> parts.tables().rows(rollup)))
            .orElseGet(() -> dataset.call(parts -> systemRows(parts, layout)));
    return plan.answer(rows, limits);
  }

  private static List<Row> systemRows(MemoryParts parts, Layout layout) {
    return parts.rows().read(layout).stream().map(SystemRow::of).toList();
  }

  @Override
  public Result sql(Layout layout, String name, String sql, QueryLimits limits) {
    gate.pass();
    throw new QueryRefusedException(
        layout.id(),
        "SQL needs a database storage; open the library with JdbcStorage, or ask with a Query.",
        null);
  }
}
