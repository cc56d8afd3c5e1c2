package io.obsrv.query;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.event.Layout;
import io.obsrv.event.SystemColumns;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.CompiledCondition;
import io.obsrv.table.Condition;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resolves the names of a query against a version, collecting every problem. Used once, by one
 * thread.
 */
final class QueryPlanner {
  private final Layout layout;
  private final Query query;
  private final Problems problems = new Problems();
  private final Optional<Rollup> table;
  private final List<Column> available;

  QueryPlanner(Layout layout, Query query) {
    this.layout = layout;
    this.query = query;
    this.table = layout.rollup(query.table());
    this.available = table.map(Rollup::columns).orElseGet(this::datasetColumns);
  }

  QueryPlan plan() {
    if (query.isGrouped() && !query.select().isEmpty()) {
      problems.add(
          "select",
          "is given together with groups or measures, which are the columns of the result themselves");
    }
    Optional<Rollup> grouping = query.isGrouped() ? grouping() : Optional.empty();
    List<Column> columns =
        query.isGrouped() ? grouping.map(Rollup::columns).orElse(List.of()) : selected();
    List<Filter> filters = filters();
    refuseIfAny();
    List<SortKey> order = query.orderBy().stream().map(by -> sortKey(by, columns)).toList();
    refuseIfAny();
    return new QueryPlan(query, table, available, columns, filters, order, grouping);
  }

  private List<Column> datasetColumns() {
    if (!query.table().equals(layout.id().value())) {
      String tables =
          Stream.concat(
                  Stream.of(layout.id().value()),
                  layout.rollups().stream().map(rollup -> rollup.table().name()))
              .collect(Collectors.joining(", "));
      throw refused("there is no table '%s' (tables: %s)".formatted(query.table(), tables));
    }
    List<Column> columns = new ArrayList<>(layout.definition().schema().columns());
    columns.addAll(SystemColumns.ALL);
    return columns;
  }

  /** Groups of a query are an aggregate table nobody keeps. */
  private Optional<Rollup> grouping() {
    AggregateTable groups =
        new AggregateTable(
            query.table(),
            query.groupBy(),
            Optional.empty(),
            query.measures(),
            Optional.empty(),
            Optional.empty());
    return RollupPlan.compile(groups, available, problems);
  }

  private List<Column> selected() {
    if (query.select().isEmpty()) {
      return table.map(Rollup::columns).orElse(layout.definition().schema().columns());
    }
    Set<String> names = new HashSet<>();
    for (String name : query.select()) {
      if (!names.add(name)) {
        problems.add("select", "'" + name + "' is named twice");
      }
    }
    return names.size() < query.select().size()
        ? List.of()
        : query.select().stream().flatMap(name -> column(name).stream()).toList();
  }

  private Optional<Column> column(String name) {
    Optional<Column> column = find(name, available);
    if (column.isEmpty()) {
      problems.add(
          "select",
          "'%s' is not a column of table '%s' (columns: %s)"
              .formatted(name, query.table(), names(available)));
    }
    return column;
  }

  private List<Filter> filters() {
    CompiledCondition conditions = new CompiledCondition(available, problems);
    List<Filter> filters = new ArrayList<>();
    query.where().ifPresent(where -> addFilters(where, conditions, filters));
    return filters;
  }

  private void addFilters(Condition where, CompiledCondition conditions, List<Filter> filters) {
    if (where instanceof Condition.All all) {
      all.conditions().forEach(part -> addFilters(part, conditions, filters));
    } else if (where instanceof Condition.Null isNull) {
      conditions.compile(isNull);
      find(isNull.field(), available)
          .map(
              column ->
                  isNull.expected() ? new Filter.IsNull(column) : new Filter.IsNotNull(column))
          .ifPresent(filters::add);
    } else if (where instanceof Condition.Comparison comparison) {
      conditions
          .literal(comparison)
          .ifPresent(
              value ->
                  filters.add(
                      new Filter.Compares(
                          find(comparison.field(), available).orElseThrow(),
                          comparison.operator(),
                          value)));
    }
  }

  private SortKey sortKey(Query.Order by, List<Column> columns) {
    Optional<Column> column = find(by.column(), columns);
    if (column.isEmpty()) {
      problems.add(
          "orderBy",
          "'%s' is not a column of the result (columns: %s)"
              .formatted(by.column(), names(columns)));
    } else if (column.get().type() == ColumnType.JSON) {
      problems.add("orderBy", "'" + by.column() + "' is JSON, which has no order");
    }
    return new SortKey(column.map(columns::indexOf).orElse(-1), by.descending());
  }

  private void refuseIfAny() {
    List<Problem> found = problems.list();
    if (!found.isEmpty()) {
      String count = found.size() == 1 ? "" : found.size() + " problems: ";
      throw refused(
          count + found.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
  }

  private QueryRefusedException refused(String reason) {
    return new QueryRefusedException(layout.id(), reason + ".", null);
  }

  private static Optional<Column> find(String name, List<Column> columns) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
