package io.obsrv.table;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;

/**
 * One figure of a group.
 *
 * @param aggregation what is done
 * @param field the column it is done with; empty for the count of rows
 */
public record Measure(Aggregation aggregation, Optional<String> field) {

  /** Checks that exactly the count goes without a field. */
  public Measure {
    checkArgument(
        field.isPresent() != (aggregation == Aggregation.COUNT),
        "%s %s field",
        aggregation.label(),
        aggregation == Aggregation.COUNT ? "takes no" : "needs a");
  }

  /**
   * The number of rows.
   *
   * @return the measure
   */
  public static Measure count() {
    return new Measure(Aggregation.COUNT, Optional.empty());
  }

  /**
   * A figure of one column.
   *
   * @param aggregation any but the count
   * @param field the column
   * @return the measure
   */
  public static Measure of(Aggregation aggregation, String field) {
    return new Measure(aggregation, Optional.of(field));
  }

  /**
   * The name of the result's column.
   *
   * @return {@code count}, or the aggregation and the field joined with {@code _}
   */
  public String name() {
    return field.map(name -> aggregation.label() + "_" + name).orElse(aggregation.label());
  }
}
