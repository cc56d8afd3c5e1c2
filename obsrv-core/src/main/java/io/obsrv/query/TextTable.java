package io.obsrv.query;

import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays a result out in columns of equal width. */
final class TextTable {
  private static final int MAX_WIDTH = 60;

  private TextTable() {}

  static List<String> lines(Result result) {
    List<Column> columns = result.columns();
    int[] widths = new int[columns.size()];
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(Column::name).toList());
    result.rows().forEach(row -> cells.add(texts(row)));
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.min(MAX_WIDTH, Math.max(widths[i], line.get(i).length()));
      }
    }
    List<String> lines = new ArrayList<>();
    cells.forEach(line -> lines.add(line(columns, widths, line)));
    lines.add(1, rule(widths));
    if (result.truncated()) {
      lines.add("(there are more rows)");
    }
    return lines;
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>(row.size());
    for (@Nullable Object value : row.values()) {
      texts.add(value == null ? "" : value.toString().replaceAll("\\p{Cntrl}", " "));
    }
    return texts;
  }

  private static String line(List<Column> columns, int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String cut = cut(cell);
      String blanks = " ".repeat(widths[i] - cut.length());
      line.append(i == 0 ? "" : "  ");
      line.append(columns.get(i).type().isNumeric() ? blanks + cut : cut + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell) {
    if (cell.length() <= MAX_WIDTH) {
      return cell;
    }
    int end = MAX_WIDTH - 1;
    return cell.substring(0, Character.isHighSurrogate(cell.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static String rule(int[] widths) {
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "  ").append("-".repeat(Math.max(1, widths[i])));
    }
    return rule.toString();
  }
}
