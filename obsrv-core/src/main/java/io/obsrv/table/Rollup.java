package io.obsrv.table;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate table made ready for the rows of one dataset: the pure function from rows to groups
 * that every store applies in its commit, and that a recomputation applies to all rows. Immutable.
 */
public final class Rollup {
  private final AggregateTable table;
  private final List<Column> columns;
  private final int[] dimensions;
  private final int bucket;
  private final ZoneId zone;
  private final int[] inputs;
  private final List<ColumnType> inputTypes;
  private final String fingerprint;
  private final Predicate<Row> subset;

  Rollup(RollupPlan plan, Predicate<Row> subset) {
    this.table = plan.table();
    this.columns = plan.columns();
    this.dimensions = plan.dimensions();
    this.bucket = plan.bucket();
    this.zone = plan.zone();
    this.inputs = plan.inputs();
    this.inputTypes = plan.inputTypes();
    this.fingerprint = plan.fingerprint();
    this.subset = subset;
  }

  /**
   * What was declared.
   *
   * @return the table
   */
  public AggregateTable table() {
    return table;
  }

  /**
   * The columns of the table's rows: dimensions, the bucket under the name of the time column,
   * measures.
   *
   * @return the columns
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Groups rows.
   *
   * @param rows rows of the dataset; those outside of the subset are passed over
   * @return one group per distinct dimensions, in the order of their first row
   */
  public Collection<Group> groups(Iterable<Row> rows) {
    Map<List<@Nullable Object>, Group> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      if (subset.test(row)) {
        groups.computeIfAbsent(dimensionsOf(row), this::empty).add(inputsOf(row));
      }
    }
    return groups.values();
  }

  /**
   * A group as it was when {@link Group#state} was called.
   *
   * @param dimensions the group's dimensions, as in the first values of its row
   * @param state the state
   * @return the group
   */
  public Group restore(List<@Nullable Object> dimensions, String state) {
    Group group = empty(dimensions);
    group.restore(state);
    return group;
  }

  /**
   * How many of the columns are dimensions, the bucket included.
   *
   * @return zero or more
   */
  public int dimensionCount() {
    return columns.size() - inputs.length;
  }

  /**
   * Tells apart two declarations whose rows would differ, so that a changed table is built anew
   * beside the old one.
   *
   * @return eight hexadecimal digits, the same for equal declarations in every release
   */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * A group that no row is in yet: what a query without groups answers of no rows.
   *
   * @param dimensions the group's dimensions
   * @return a new group
   */
  public Group empty(List<@Nullable Object> dimensions) {
    List<Accumulator> accumulators = new ArrayList<>(inputs.length);
    for (int i = 0; i < inputs.length; i++) {
      accumulators.add(Accumulator.of(table.measures().get(i), inputTypes.get(i)));
    }
    return new Group(dimensions, accumulators);
  }

  private List<@Nullable Object> dimensionsOf(Row row) {
    List<@Nullable Object> values = new ArrayList<>(dimensions.length + 1);
    for (int index : dimensions) {
      values.add(row.value(index));
    }
    table.every().ifPresent(every -> values.add(bucket(every, row.value(bucket))));
    return Collections.unmodifiableList(values);
  }

  private @Nullable Object bucket(Granularity every, @Nullable Object time) {
    if (time instanceof Instant instant) {
      return every.start(instant, zone);
    }
    return time == null ? null : every.start((LocalDate) time);
  }

  private List<@Nullable Object> inputsOf(Row row) {
    List<@Nullable Object> values = new ArrayList<>(inputs.length);
    for (int index : inputs) {
      values.add(index < 0 ? null : row.value(index));
    }
    return values;
  }
}
