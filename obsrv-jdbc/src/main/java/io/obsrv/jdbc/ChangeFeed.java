package io.obsrv.jdbc;

import io.obsrv.event.ChangePage;
import io.obsrv.event.Effect;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredChange;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Column;
import io.obsrv.schema.RowJson;
import io.obsrv.schema.Schema;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the destinations of a dataset are told. */
final class ChangeFeed {
  /** Databases hand over the rows of a statement together, and they may be large. */
  private static final int ROWS = 32;

  private ChangeFeed() {}

  static List<StoredChange> read(Session session, Layout layout, long after, int limit)
      throws SQLException {
    if (!layout.upserts()) {
      List<StoredChange> puts = puts(session, layout, after, limit);
      // Asked afterwards: if it is live still, no row that was read is of a later one.
      return isLive(layout, Control.read(session)) ? puts : List.of();
    }
    // Several reads, between which no row may be replaced.
    if (!isLive(layout, Control.lock(session))) {
      return List.of();
    }
    ChangePage page = new ChangePage(limit);
    Stream.concat(
            puts(session, layout, after, limit).stream(),
            Removals.read(session, after, limit).stream())
        .sorted(Comparator.comparingLong(StoredChange::sequence))
        .forEach(page::add);
    return page.changes();
  }

  private static boolean isLive(Layout layout, Control control) {
    return control.liveVersion() == layout.version();
  }

  private static List<StoredChange> puts(Session session, Layout layout, long after, int limit)
      throws SQLException {
    Schema schema = layout.definition().schema();
    List<String> columns = schema.columns().stream().map(Column::name).toList();
    StoredNames stored = StoredNames.of(session, Namespace.ROWS);
    ChangePage page = new ChangePage(limit);
    long last = after;
    while (!page.isFull()) {
      int wanted = Math.min(ROWS, page.room());
      List<StoredRow> rows =
          RowTable.read(session, layout.columns(), stored, last, Long.MAX_VALUE, wanted);
      for (StoredRow row : rows) {
        String value = RowJson.write(schema, row.row(), columns);
        page.add(new StoredChange(row.sequence(), Effect.PUT, row.receivedAt(), value));
        last = row.sequence();
      }
      if (rows.size() < wanted) {
        break;
      }
    }
    return page.changes();
  }
}
