package io.obsrv.jdbc;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.event.Layout;
import io.obsrv.schema.Column;
import io.obsrv.table.Rollup;
import java.util.List;

/** What a database cannot take of a definition. */
final class LayoutProblems {
  /** A row's header, and its columns of the library. */
  private static final int SYSTEM_BYTES = 24 + 3 * 8 + 2 * 24;

  /** What a value of any length takes at most before it is kept elsewhere. */
  private static final int VARIABLE_BYTES = 24;

  private static final int FIXED_BYTES = 8;

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
    int bytes =
        SYSTEM_BYTES + columns.size() / 8 + columns.stream().mapToInt(LayoutProblems::bytes).sum();
    if (bytes > dialect.maxRowBytes) {
      problems.add(
          "",
          "a row can have %d bytes, %s takes %d: keep the rarer fields in an object without properties, which is one column"
              .formatted(bytes, dialect.label, dialect.maxRowBytes));
    }
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

  private static int bytes(Column column) {
    return switch (column.type()) {
      case STRING, DECIMAL, JSON -> VARIABLE_BYTES;
      case INTEGER, NUMBER, BOOLEAN, TIMESTAMP, DATE -> FIXED_BYTES;
    };
  }
}
