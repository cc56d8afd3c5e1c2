package io.obsrv.table;

import io.obsrv.error.Problems;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Resolves the names of an aggregate table against a schema, collecting every problem. Used once,
 * by one thread; start with {@link #compile}.
 */
public final class RollupPlan {
  private final AggregateTable table;
  private final List<Column> rows;
  private final String owner;
  private final Optional<Column> time;
  private final ZoneId zone;
  private final Problems problems;
  private final List<Column> columns = new ArrayList<>();
  private final List<Integer> dimensions = new ArrayList<>();
  private final List<Integer> inputs = new ArrayList<>();
  private final List<ColumnType> inputTypes = new ArrayList<>();

  private RollupPlan(
      AggregateTable table,
      List<Column> rows,
      String owner,
      Optional<String> time,
      ZoneId zone,
      Problems problems) {
    this.table = table;
    this.rows = rows;
    this.owner = owner;
    this.time = time.flatMap(this::find);
    this.zone = zone;
    this.problems = problems;
  }

  /**
   * Makes a table ready for the rows of a schema.
   *
   * @param table the table
   * @param schema the dataset's schema
   * @param time the dataset's time column, if it has one
   * @param zone whose calendar decides on buckets
   * @param problems collects what is wrong
   * @return the rollup; empty if there are problems
   */
  public static Optional<Rollup> compile(
      AggregateTable table, Schema schema, Optional<String> time, ZoneId zone, Problems problems) {
    return compile(
        new RollupPlan(table, schema.columns(), "the schema", time, zone, problems), problems);
  }

  /**
   * Makes a rollup of rows of any columns, without time buckets: the groups of a query.
   *
   * @param table groups and measures; its name is that of the table the rows are of
   * @param columns the columns of the rows
   * @param problems collects what is wrong
   * @return the rollup; empty if there are problems
   */
  public static Optional<Rollup> compile(
      AggregateTable table, List<Column> columns, Problems problems) {
    String owner = "table '" + table.name() + "'";
    return compile(
        new RollupPlan(table, columns, owner, Optional.empty(), ZoneOffset.UTC, problems),
        problems);
  }

  private static Optional<Rollup> compile(RollupPlan plan, Problems problems) {
    int before = problems.list().size();
    Predicate<Row> subset = plan.resolve();
    return problems.list().size() > before
        ? Optional.empty()
        : Optional.of(new Rollup(plan, subset));
  }

  private Predicate<Row> resolve() {
    table.groupBy().forEach(this::dimension);
    table.every().ifPresent(every -> bucketColumn());
    if (table.retention().isPresent() && table.every().isEmpty()) {
      problems.add("retention", "is given, but the table has no time buckets; add every(…)");
    }
    table.measures().forEach(this::measure);
    mark().ifPresent(columns::add);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        problems.add(
            "", "has two columns named '" + column.name() + "', every name must be its own");
      }
    }
    CompiledCondition conditions = new CompiledCondition(rows, problems);
    return table.where().map(conditions::compile).orElse(row -> true);
  }

  private void dimension(String field) {
    column("groupBy", field)
        .ifPresent(
            column -> {
              if (column.type() == ColumnType.JSON) {
                problems.add("groupBy", "'" + field + "' is JSON, which has no groups");
              }
              dimensions.add(indexOf(field));
              columns.add(column);
            });
  }

  private void bucketColumn() {
    if (time.isEmpty()) {
      problems.add("every", "is given, but the dataset has no time column; name it with time(…)");
    } else if (!time.get().type().isTemporal()) {
      problems.add(
          "every",
          "is given, but the time column '%s' is %s, must be a timestamp or date"
              .formatted(time.get().name(), time.get().type().label()));
    } else {
      columns.add(time.get());
    }
  }

  private void measure(Measure measure) {
    if (measure.field().isEmpty()) {
      input(-1, Column.of(measure.name(), ColumnType.INTEGER), measure);
      return;
    }
    String field = measure.field().get();
    Optional<Column> column = column(measure.aggregation().label(), field);
    if (column.isEmpty()) {
      return;
    }
    ColumnType type = column.get().type();
    if (measure.aggregation().accepts(type)) {
      input(indexOf(field), column.get(), measure);
    } else {
      problems.add(
          measure.aggregation().label(),
          "'%s' is %s, %s"
              .formatted(
                  field,
                  type.label(),
                  measure.aggregation().accepts(ColumnType.STRING)
                      ? "which has no order"
                      : "must be a number"));
    }
  }

  private void input(int index, Column input, Measure measure) {
    inputs.add(index);
    inputTypes.add(input.type());
    columns.add(measure.aggregation().result(measure.name(), input));
  }

  private Optional<Column> column(String path, String field) {
    Optional<Column> column = find(field);
    if (column.isEmpty()) {
      problems.add(
          path,
          "'%s' is not a column of %s (columns: %s)"
              .formatted(
                  field, owner, String.join(", ", rows.stream().map(Column::name).toList())));
    }
    return column;
  }

  private Optional<Column> find(String field) {
    return rows.stream().filter(column -> column.name().equals(field)).findFirst();
  }

  private int indexOf(String field) {
    return rows.indexOf(find(field).orElseThrow());
  }

  AggregateTable table() {
    return table;
  }

  List<Column> columns() {
    return List.copyOf(columns);
  }

  int[] dimensions() {
    return dimensions.stream().mapToInt(Integer::intValue).toArray();
  }

  Optional<TimeBuckets> buckets() {
    return table
        .every()
        .map(
            every -> {
              Column column = time.orElseThrow();
              return new TimeBuckets(every, zone, column, indexOf(column.name()));
            });
  }

  /** The column that tells which groups are frozen. */
  Optional<Column> mark() {
    return table.retention().map(period -> Column.of("_frozen", ColumnType.BOOLEAN));
  }

  String fingerprint() {
    return Fingerprint.of(table, columns, rows, zone);
  }

  int[] inputs() {
    return inputs.stream().mapToInt(Integer::intValue).toArray();
  }

  List<ColumnType> inputTypes() {
    return List.copyOf(inputTypes);
  }

  /** What the columns hold in the rows of the subset; of a plan without problems. */
  List<Bound> bounds() {
    CompiledCondition conditions = new CompiledCondition(rows, new Problems());
    return table.where().map(conditions::bounds).orElse(List.of());
  }
}
