package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.query.Filter;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.QueryPlan;
import io.obsrv.query.Result;
import io.obsrv.schema.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the database for the answer of a plan. */
record PlanRunner(QueryPlan plan, QueryLimits limits) {
  private static final int FETCH = 500;

  static Result run(Session session, Layout layout, QueryPlan plan, QueryLimits limits)
      throws SQLException {
    String table =
        plan.table()
            .map(rollup -> session.space().table(Namespace.tableOf(rollup)))
            .orElseGet(() -> RowTable.asked(session, layout));
    String sql = new PlanSql(session.dialect(), plan).text(table);
    try (PreparedStatement statement = session.prepare(sql)) {
      return new PlanRunner(plan, limits).run(statement);
    } catch (SQLException e) {
      throw QueryFailures.of(layout.id(), limits, e);
    }
  }

  private Result run(PreparedStatement statement) throws SQLException {
    statement.setQueryTimeout(QueryFailures.seconds(limits));
    statement.setFetchSize(FETCH);
    int most = plan.maxRows(limits);
    int index = 0;
    for (Filter filter : plan.filters()) {
      if (filter instanceof Filter.Compares compares) {
        Values.bind(statement, ++index, compares.column().type(), compares.value());
      }
    }
    statement.setLong(++index, most + 1L);
    List<Row> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(read(result));
      }
    }
    boolean isTruncated = plan.isTruncated(rows.size(), limits);
    return new Result(plan.columns(), rows.subList(0, Math.min(rows.size(), most)), isTruncated);
  }

  private Row read(ResultSet result) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[plan.columns().size()];
    int position = 0;
    for (int i = 0; i < values.length; i++) {
      if (PlanSql.isAverage(plan, i)) {
        values[i] = average(result.getBigDecimal(++position), result.getLong(++position));
      } else {
        values[i] = Values.read(result, ++position, plan.columns().get(i).type());
      }
    }
    return new Row(values);
  }

  /** As a rollup divides, so that equal totals give equal averages. */
  private static @Nullable Double average(@Nullable BigDecimal total, long count) {
    return total == null
        ? null
        : total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
  }
}
