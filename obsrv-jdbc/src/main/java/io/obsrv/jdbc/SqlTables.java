package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.StoredColumn;
import io.obsrv.schema.Column;
import io.obsrv.table.Rollup;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables that users' statements can name: the columns that a query shows, and nothing else.
 *
 * @param tables what each name stands for
 * @param hidden names of columns that there are, but are not shown
 */
record SqlTables(Map<String, SqlTable> tables, Set<String> hidden) {

  /** The rows have a name beside the dataset's own, which a table may have too and then keeps. */
  static SqlTables of(Session session, Layout layout, String name) {
    boolean isDirect = session.dialect() == Dialect.H2;
    List<StoredColumn> shown = RowTable.shown(layout);
    boolean isRenamed = shown.stream().anyMatch(c -> !c.place().equals(c.column().name()));
    Map<String, SqlTable> tables = new LinkedHashMap<>();
    String view = RowTable.view(session, shown);
    SqlTable rows =
        new SqlTable(view, isDirect && !isRenamed ? Identifiers.quote(Namespace.ROWS) : view);
    tables.put(layout.id().value(), rows);
    for (Rollup rollup : layout.rollups()) {
      tables.put(
          rollup.table().name(),
          table(session.space(), rollup.columns(), Namespace.tableOf(rollup), isDirect));
    }
    tables.putIfAbsent(name, rows);
    Set<String> hidden = new HashSet<>(Set.of("_key", "_state"));
    if (isDirect) {
      hidden.addAll(StoredNames.of(session, Namespace.ROWS).types().keySet());
      shown.forEach(column -> hidden.remove(column.column().name()));
    }
    return new SqlTables(tables, hidden);
  }

  SqlGuard guard() {
    return new SqlGuard(tables, hidden);
  }

  private static SqlTable table(
      Namespace space, List<Column> columns, String table, boolean isDirect) {
    String view =
        "(select "
            + Identifiers.quoteAll(columns.stream().map(Column::name).toList())
            + " from "
            + space.table(table)
            + ")";
    return new SqlTable(view, isDirect ? Identifiers.quote(table) : view);
  }
}
