package io.obsrv.table;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate table made ready for the rows of one dataset: the pure function from rows to groups
 * that every store applies in its commit, and that a recomputation applies to all rows. Immutable.
 */
public final class Rollup {
  /** More values of a dimension are not told one by one. */
  private static final int FEW = 32;

  private final AggregateTable table;
  private final List<Column> columns;
  private final int[] dimensions;
  private final Optional<TimeBuckets> buckets;
  private final int[] inputs;
  private final List<ColumnType> inputTypes;
  private final Optional<Column> mark;
  private final String fingerprint;
  private final Predicate<Row> subset;
  private final List<Bound> bounds;

  Rollup(RollupPlan plan, Predicate<Row> subset) {
    this.table = plan.table();
    this.columns = plan.columns();
    this.dimensions = plan.dimensions();
    this.buckets = plan.buckets();
    this.inputs = plan.inputs();
    this.inputTypes = plan.inputTypes();
    this.mark = plan.mark();
    this.fingerprint = plan.fingerprint();
    this.subset = subset;
    this.bounds = plan.bounds();
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
   * measures, and {@code _frozen} where the table has a retention of its own.
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
   * What all rows of some groups have in common: a store that makes these anew from their rows need
   * not read others, but for some of which the same is true.
   *
   * @param groups the dimensions of each, at least one
   * @return what must hold of columns
   */
  public List<Bound> bounds(Collection<List<@Nullable Object>> groups) {
    List<Bound> all = new ArrayList<>(bounds);
    for (int i = 0; i < dimensions.length; i++) {
      Set<@Nullable Object> values = values(groups, i);
      boolean orNull = values.remove(null);
      if (values.size() <= FEW) {
        all.add(new Bound.OneOf(dimensions[i], values, orNull));
      }
    }
    buckets.ifPresent(time -> all.add(time.bound(values(groups, dimensions.length))));
    return all;
  }

  private static Set<@Nullable Object> values(
      Collection<List<@Nullable Object>> groups, int dimension) {
    Set<@Nullable Object> values = new HashSet<>();
    groups.forEach(group -> values.add(group.get(dimension)));
    return values;
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
    return dimensions.length + (buckets.isPresent() ? 1 : 0);
  }

  /**
   * Whether the table keeps its buckets for a while of their own, and so freezes those whose rows
   * go.
   *
   * @return false if it shows the rows there are
   */
  public boolean isRetained() {
    return mark.isPresent();
  }

  /**
   * The column of the bucket, behind the other dimensions.
   *
   * @return the column; empty if the table has no time buckets
   */
  public Optional<Column> bucketColumn() {
    return buckets.map(time -> columns.get(dimensions.length));
  }

  /**
   * The column that says which groups are frozen, behind all others.
   *
   * @return the column; empty if the table shows the rows there are
   */
  public Optional<Column> mark() {
    return mark;
  }

  /**
   * Which buckets the table's retention keeps.
   *
   * @param now what time it is
   * @return the beginning of the first bucket that has not ended longer ago than the retention;
   *     empty if the table has none
   */
  public Optional<Instant> floor(Instant now) {
    return table
        .retention()
        .flatMap(period -> buckets.map(time -> time.begin(time.at(now.minus(period)))));
  }

  /**
   * A bucket as its column has it.
   *
   * @param begin when it begins
   * @return a timestamp or date
   */
  public Object bucketAt(Instant begin) {
    return buckets().at(begin);
  }

  /**
   * When the bucket of a group begins.
   *
   * @param group a group of this table
   * @return the instant; empty if the group has no bucket
   */
  public Optional<Instant> beginOf(Group group) {
    return bucket(group).map(bucket -> buckets().begin(bucket));
  }

  /**
   * When a bucket begins.
   *
   * @param bucket a bucket as its column has it
   * @return the instant
   */
  public Instant beginOf(Object bucket) {
    return buckets().begin(bucket);
  }

  /** The bucket of a group, as its column has it. */
  Optional<Object> bucket(Group group) {
    return buckets.flatMap(time -> Optional.ofNullable(group.dimensions().get(dimensions.length)));
  }

  TimeBuckets buckets() {
    return buckets.orElseThrow();
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
    return new Group(dimensions, accumulators, mark);
  }

  private List<@Nullable Object> dimensionsOf(Row row) {
    List<@Nullable Object> values = new ArrayList<>(dimensions.length + 1);
    for (int index : dimensions) {
      values.add(row.value(index));
    }
    buckets.ifPresent(time -> values.add(bucket(time, row.value(time.position()))));
    return Collections.unmodifiableList(values);
  }

  private static @Nullable Object bucket(TimeBuckets buckets, @Nullable Object time) {
    return time == null ? null : buckets.of(time);
  }

  private List<@Nullable Object> inputsOf(Row row) {
    List<@Nullable Object> values = new ArrayList<>(inputs.length);
    for (int index : inputs) {
      values.add(index < 0 ? null : row.value(index));
    }
    return values;
  }
}
