package io.obsrv.table;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rollup of a dataset, kept up to date by every ingest commit: one row per group, with its
 * measures.
 *
 * @param name the table's name in queries
 * @param groupBy the columns whose values make a group
 * @param every the width of the time buckets that split each group further, by the dataset's time
 *     column; empty for none
 * @param measures the figures of each group, at least one once built
 * @param where the subset of rows that is rolled up; empty for all
 * @param retention how long a time bucket is kept after it has ended, whether or not its rows are
 *     still there; empty if the table always shows the rows there are
 */
public record AggregateTable(
    String name,
    List<String> groupBy,
    Optional<Granularity> every,
    List<Measure> measures,
    Optional<Condition> where,
    Optional<Duration> retention) {

  /** Copies the lists. */
  public AggregateTable {
    groupBy = List.copyOf(groupBy);
    measures = List.copyOf(measures);
  }

  /**
   * Begins a table that counts nothing yet.
   *
   * @param name 1 to 48 lower-case letters, digits and {@code _}, beginning with a letter
   * @return the builder
   * @throws IllegalArgumentException if the name has another form
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Declares an aggregate table. Not for several threads. */
  public static final class Builder {
    private static final Duration MAX_RETENTION = Duration.ofDays(36_500);
    private static final String NAME = "[a-z][a-z0-9_]{0,47}";

    private final String name;
    private final List<String> groupBy = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();
    private Optional<Granularity> every = Optional.empty();
    private Optional<Condition> where = Optional.empty();
    private Optional<Duration> retention = Optional.empty();

    private Builder(String name) {
      checkArgument(
          name.matches(NAME),
          "table name '%s' must be 1 to 48 lower-case letters, digits and '_', beginning with a letter",
          name);
      this.name = name;
    }

    /**
     * Groups by columns; called again, by further ones.
     *
     * @param fields names of columns
     * @return this
     */
    public Builder groupBy(String... fields) {
      groupBy.addAll(List.of(fields));
      return this;
    }

    /**
     * Splits each group into buckets of the dataset's time column.
     *
     * @param granularity the width of a bucket
     * @return this
     */
    public Builder every(Granularity granularity) {
      every = Optional.of(granularity);
      return this;
    }

    /**
     * Rolls up only the rows for which a condition holds; called again, for which both hold.
     *
     * @param condition the condition
     * @return this
     */
    public Builder where(Condition condition) {
      where = Optional.of(where.map(present -> present.and(condition)).orElse(condition));
      return this;
    }

    /**
     * Keeps time buckets for a while of their own: longer than the rows, whose bucket is then
     * frozen as it was when they began to go, and marked by the column {@code _frozen}; or shorter.
     * Default: a table shows the rows there are.
     *
     * @param period how long a bucket is kept after it has ended, up to 36,500 days
     * @return this
     */
    public Builder retain(Duration period) {
      checkArgument(
          period.compareTo(Duration.ZERO) > 0 && period.compareTo(MAX_RETENTION) <= 0,
          "retention of table '%s' is %s, must be longer than zero, up to %s",
          name,
          period,
          MAX_RETENTION);
      retention = Optional.of(period);
      return this;
    }

    /**
     * Counts rows, as column {@code count}.
     *
     * @return this
     */
    public Builder count() {
      return measure(Measure.count());
    }

    /**
     * Adds up a numeric column, as column {@code sum_FIELD}.
     *
     * @param field the column
     * @return this
     */
    public Builder sum(String field) {
      return measure(Measure.of(Aggregation.SUM, field));
    }

    /**
     * Keeps the least value of a column, as column {@code min_FIELD}.
     *
     * @param field the column
     * @return this
     */
    public Builder min(String field) {
      return measure(Measure.of(Aggregation.MIN, field));
    }

    /**
     * Keeps the greatest value of a column, as column {@code max_FIELD}.
     *
     * @param field the column
     * @return this
     */
    public Builder max(String field) {
      return measure(Measure.of(Aggregation.MAX, field));
    }

    /**
     * Averages a numeric column, as column {@code avg_FIELD}.
     *
     * @param field the column
     * @return this
     */
    public Builder avg(String field) {
      return measure(Measure.of(Aggregation.AVG, field));
    }

    /**
     * Adds a measure; one that is there already is kept once.
     *
     * @param measure the measure
     * @return this
     */
    public Builder measure(Measure measure) {
      if (!measures.contains(measure)) {
        measures.add(measure);
      }
      return this;
    }

    /**
     * The table as declared so far; whether its columns exist is checked with the dataset.
     *
     * @return an immutable table
     * @throws IllegalArgumentException if it has no measure
     */
    public AggregateTable build() {
      checkArgument(
          !measures.isEmpty(),
          "table '%s' has no measure; call count(), sum(…), min(…), max(…) or avg(…)",
          name);
      return new AggregateTable(name, groupBy, every, measures, where, retention);
    }
  }
}
