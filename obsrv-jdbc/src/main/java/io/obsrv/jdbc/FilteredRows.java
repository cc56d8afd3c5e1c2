package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredRow;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the rows of a dataset that a filter lets through. The database looks at each row there is,
 * so one statement is given so many of them only: however few come through, none of the statements
 * takes long.
 */
final class FilteredRows {
  /** How many rows one statement looks at. */
  private static final int SPAN = 20_000;

  /** How many rows are in memory at once. */
  private static final int CHUNK = 1_000;

  private FilteredRows() {}

  /** Reads them, some at a time, in their order; the columns of the version are all there. */
  static void each(Session session, Layout layout, RowFilter filter, RowTable.Chunk chunk)
      throws SQLException {
    each(session, layout, filter, SPAN, chunk);
  }

  /** The same, where one statement looks at so many rows. */
  static void each(Session session, Layout layout, RowFilter filter, int span, RowTable.Chunk chunk)
      throws SQLException {
    List<StoredColumn> columns = layout.columns();
    StoredNames stored = StoredNames.of(session, Namespace.ROWS);
    long after = 0;
    OptionalLong end = end(session, after, span);
    while (end.isPresent()) {
      List<StoredRow> rows =
          RowTable.read(session, columns, stored, filter, after, end.getAsLong(), CHUNK);
      if (!rows.isEmpty()) {
        chunk.take(rows);
      }
      if (rows.size() == CHUNK) {
        after = rows.get(CHUNK - 1).sequence();
      } else {
        after = end.getAsLong();
        end = end(session, after, span);
      }
    }
  }

  /**
   * The number of the last of so many rows behind another; empty if there are none. Numbers that
   * are gone do not count, however many.
   */
  private static OptionalLong end(Session session, long after, int span) {
    return session
        .query(
            """
            select max(_seq) from (
              select _seq from <schema>._rows where _seq > :after order by _seq limit :span
            ) following
            """)
        .bind("after", after)
        .bind("span", span)
        .mapTo(Long.class)
        .findOne()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }
}
