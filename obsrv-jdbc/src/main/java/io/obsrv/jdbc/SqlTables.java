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

  static SqlTables of(Session session, Layout layout) {
    boolean isDirect = session.dialect() == Dialect.H2;
    List<StoredColumn> shown = RowTable.shown(layout);
    boolean isRenamed = shown.stream().anyMatch(c -> !c.place().equals(c.column().name()));
    Map<String, SqlTable> tables = new LinkedHashMap<>();
    String rows = RowTable.view(session, shown);
    tables.put(
        layout.id().value(),
        new SqlTable(rows, isDirect && !isRenamed ? Identifiers.quote(Namespace.ROWS) : rows));
    for (Rollup rollup : layout.rollups()) {
      tables.put(
          rollup.table().name(),
          table(session.space(), rollup.columns(), Namespace.tableOf(rollup), isDirect));
    }
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
