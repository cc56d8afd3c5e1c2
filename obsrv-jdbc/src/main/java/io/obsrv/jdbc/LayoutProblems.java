package io.obsrv.jdbc;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.event.Layout;
import io.obsrv.schema.Column;
import io.obsrv.table.Rollup;
import java.util.List;

/** What a database cannot take of a definition. */
final class LayoutProblems {
  private LayoutProblems() {}

  static List<Problem> find(Dialect dialect, Layout layout) {
    Problems problems = new Problems();
    check(dialect, layout.definition().schema().columns(), problems);
    for (Rollup rollup : layout.rollups()) {
      check(dialect, rollup.columns(), problems.under("tables/" + rollup.table().name()));
    }
    return problems.list();
  }

  private static void check(Dialect dialect, List<Column> columns, Problems problems) {
    for (Column column : columns) {
      int length = dialect.length(column.name());
      if (length > dialect.maxIdentifier) {
        problems.add(
            "",
            "column '%s' has %d %s, %s takes %d: name it with \"x-column\""
                .formatted(
                    column.name(),
                    length,
                    dialect.lengthUnit,
                    dialect.label,
                    dialect.maxIdentifier));
      }
    }
  }
}
