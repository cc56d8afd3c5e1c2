package io.obsrv.table;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a measure does with the values of a group, as the SQL function of the same name. Nulls are
 * left out.
 */
public enum Aggregation {
  /** The number of rows. */
  COUNT,
  /** The exact total; null if there is no value, infinite if a number cannot hold it. */
  SUM,
  /** The least value, texts by UTF-16 code units; null if there is no value. */
  MIN,
  /** The greatest value, texts by UTF-16 code units; null if there is no value. */
  MAX,
  /** The exact total divided by the number of values; null if there is no value. */
  AVG;

  /** A total of 64-bit integers, or of 64-bit many values, has at most this many digits more. */
  private static final int CARRY = 19;

  /**
   * The name used in definitions, column names and on command lines.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether values of a type can be aggregated so.
   *
   * @param type a column's type
   * @return true if they can
   */
  public boolean accepts(ColumnType type) {
    return switch (this) {
      case COUNT -> true;
      case SUM, AVG -> type.isNumeric();
      case MIN, MAX -> type != ColumnType.JSON && type != ColumnType.BOOLEAN;
    };
  }

  /**
   * The column of the result.
   *
   * @param name its name
   * @param input the aggregated column
   * @return the column: totals of integers are decimals, since they can outgrow 64 bits
   */
  Column result(String name, Column input) {
    return switch (this) {
      case COUNT -> Column.of(name, ColumnType.INTEGER);
      case SUM -> total(name, input);
      case MIN, MAX ->
          new Column(
              name, List.of(name), input.type(), input.precision(), input.timeFormat(), false);
      case AVG -> Column.of(name, ColumnType.NUMBER);
    };
  }

  private static Column total(String name, Column input) {
    if (input.type() == ColumnType.NUMBER) {
      return Column.of(name, ColumnType.NUMBER);
    }
    Precision of = input.precision().orElse(new Precision(CARRY, 0));
    int digits = Math.min(Precision.MAX, of.precision() + CARRY);
    Precision precision = new Precision(digits, of.scale());
    return new Column(
        name, List.of(name), ColumnType.DECIMAL, Optional.of(precision), Optional.empty(), false);
  }
}
