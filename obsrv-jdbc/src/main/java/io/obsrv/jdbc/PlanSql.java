package io.obsrv.jdbc;

import io.obsrv.query.Filter;
import io.obsrv.query.QueryPlan;
import io.obsrv.query.SortKey;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.table.Aggregation;
import io.obsrv.table.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL of a plan: names quoted, constants left to be bound. */
record PlanSql(Dialect dialect, QueryPlan plan) {

  /** A select from a table, with a parameter per comparison and one for the number of rows. */
  String text(String table) {
    StringBuilder sql = new StringBuilder("select ");
    sql.append(String.join(", ", selected())).append(" from ").append(table).append(" t");
    if (!plan.filters().isEmpty()) {
      sql.append(
          plan.filters().stream()
              .map(this::condition)
              .collect(Collectors.joining(" and ", " where ", "")));
    }
    if (plan.grouping().isPresent() && !plan.query().groupBy().isEmpty()) {
      sql.append(
          plan.query().groupBy().stream()
              .map(PlanSql::name)
              .collect(Collectors.joining(", ", " group by ", "")));
    }
    if (!plan.order().isEmpty()) {
      sql.append(
          plan.order().stream()
              .map(this::order)
              .collect(Collectors.joining(", ", " order by ", "")));
    }
    return sql.append(" limit ?").toString();
  }

  /** Expressions of the result; an average has two, its total and how many values it is of. */
  private List<String> selected() {
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < plan.columns().size(); i++) {
      if (isAverage(plan, i)) {
        String field = name(measure(plan, i).field().orElseThrow());
        expressions.add("sum(" + field + ")");
        expressions.add("count(" + field + ")");
      } else {
        expressions.add(expression(i));
      }
    }
    return expressions;
  }

  /** A column of the result, as it can also be sorted by. */
  private String expression(int position) {
    Column column = plan.columns().get(position);
    if (plan.grouping().isEmpty() || position < plan.query().groupBy().size()) {
      return name(column.name());
    }
    Measure measure = measure(plan, position);
    if (measure.aggregation() == Aggregation.COUNT) {
      return "count(*)";
    }
    String field = name(measure.field().orElseThrow());
    return switch (measure.aggregation()) {
      case MIN, MAX -> measure.aggregation().label() + "(" + sortable(field, column.type()) + ")";
      default -> measure.aggregation().label() + "(" + field + ")";
    };
  }

  private String condition(Filter filter) {
    if (filter instanceof Filter.Compares compares) {
      return sortable(name(compares.column().name()), compares.column().type())
          + " "
          + compares.operator().symbol()
          + " ?";
    }
    return filter instanceof Filter.IsNull isNull
        ? name(isNull.column().name()) + " is null"
        : name(((Filter.IsNotNull) filter).column().name()) + " is not null";
  }

  private String order(SortKey key) {
    return sortable(expression(key.position()), plan.columns().get(key.position()).type())
        + (key.descending() ? " desc" : " asc")
        + " nulls last";
  }

  private String sortable(String expression, ColumnType type) {
    return dialect.sortable(expression, type);
  }

  static boolean isAverage(QueryPlan plan, int position) {
    return plan.grouping().isPresent()
        && position >= plan.query().groupBy().size()
        && measure(plan, position).aggregation() == Aggregation.AVG;
  }

  private static Measure measure(QueryPlan plan, int position) {
    return plan.query().measures().get(position - plan.query().groupBy().size());
  }

  private static String name(String column) {
    return "t." + Identifiers.quote(column);
  }
}
