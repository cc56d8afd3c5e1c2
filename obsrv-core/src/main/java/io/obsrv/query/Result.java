package io.obsrv.query;

import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import java.io.PrintStream;
import java.util.List;

/**
 * The answer to a query: typed rows, all in memory.
 *
 * @param columns the columns
 * @param rows the rows, each with one value per column
 * @param truncated whether there were more rows than the limits allow
 */
public record Result(List<Column> columns, List<Row> rows, boolean truncated) {

  /** Copies the lists. */
  public Result {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * A column's position.
   *
   * @param name the column
   * @return its position in every row
   * @throws IllegalArgumentException if there is no such column
   */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not a column of the result (columns: %s)"
            .formatted(name, String.join(", ", columns.stream().map(Column::name).toList())));
  }

  /**
   * Prints the result as a text table, numbers to the right.
   *
   * @param out where to; not closed
   */
  public void print(PrintStream out) {
    TextTable.lines(this).forEach(out::println);
  }
}
