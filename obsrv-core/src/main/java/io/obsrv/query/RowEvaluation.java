package io.obsrv.query;

import io.obsrv.error.Problems;
import io.obsrv.schema.Row;
import io.obsrv.table.CompiledCondition;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Evaluates a plan on rows in memory. */
record RowEvaluation(QueryPlan plan) {

  Result answer(Iterable<Row> rows, QueryLimits limits) {
    List<Row> kept = new ArrayList<>();
    Predicate<Row> where = where();
    for (Row row : rows) {
      if (where.test(row)) {
        kept.add(row);
      }
    }
    List<Row> found =
        plan.grouping().map(groups -> grouped(groups, kept)).orElseGet(() -> projected(kept));
    List<Row> sorted = new ArrayList<>(found);
    plan.order().stream()
        .map(SortKey::comparator)
        .reduce(Comparator::thenComparing)
        .ifPresent(sorted::sort);
    int size = Math.min(sorted.size(), plan.maxRows(limits));
    return new Result(
        plan.columns(), sorted.subList(0, size), plan.isTruncated(sorted.size(), limits));
  }

  private Predicate<Row> where() {
    CompiledCondition conditions = new CompiledCondition(plan.available(), new Problems());
    return plan.query().where().map(conditions::compile).orElse(row -> true);
  }

  private static List<Row> grouped(Rollup grouping, List<Row> rows) {
    Collection<Group> groups = grouping.groups(rows);
    return groups.isEmpty() && grouping.dimensionCount() == 0
        ? List.of(grouping.empty(List.of()).row())
        : groups.stream().map(Group::row).toList();
  }

  private List<Row> projected(List<Row> rows) {
    int[] positions = plan.columns().stream().mapToInt(plan.available()::indexOf).toArray();
    return rows.stream().map(row -> project(row, positions)).toList();
  }

  private static Row project(Row row, int[] positions) {
    @Nullable Object[] values = new @Nullable Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      values[i] = row.value(positions[i]);
    }
    return new Row(values);
  }
}
