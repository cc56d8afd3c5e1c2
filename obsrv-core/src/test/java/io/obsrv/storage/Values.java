package io.obsrv.storage;

import io.obsrv.schema.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Rows made comparable: decimals without trailing zeros, which databases pad. */
final class Values {
  private static final MathContext DIGITS = new MathContext(9);

  private Values() {}

  static List<List<Object>> exact(List<Row> rows) {
    return rows.stream().map(Values::exact).toList();
  }

  static List<Object> exact(Row row) {
    List<Object> values = new ArrayList<>();
    row.values()
        .forEach(
            value -> values.add(value instanceof BigDecimal d ? d.stripTrailingZeros() : value));
    return values;
  }

  /**
   * Floating-point numbers to nine digits too, since databases add them up in an order of their
   * own.
   */
  static List<List<Object>> nearly(List<Row> rows) {
    return rows.stream().map(row -> exact(row).stream().map(Values::rounded).toList()).toList();
  }

  private static Object rounded(Object value) {
    return value instanceof Double d
        ? new BigDecimal(d).round(DIGITS).doubleValue()
        : String.valueOf(value);
  }
}
