package io.obsrv.jdbc;

import io.obsrv.event.StoredColumn;
import io.obsrv.schema.ColumnType;
import java.util.HashMap;
import java.util.Map;

/**
 * The columns that a table has in the database.
 *
 * @param types the database's names of their types, by their names
 */
record StoredNames(Map<String, String> types) {

  static StoredNames of(Session session, String table) {
    Map<String, String> types = new HashMap<>();
    session
        .query(
            """
            select column_name, data_type from information_schema.columns
            where table_schema = :schema and table_name = :table
            """)
        .bind("schema", session.space().name())
        .bind("table", table)
        .map((row, context) -> types.put(row.getString(1), row.getString(2)))
        .list();
    return new StoredNames(types);
  }

  boolean contains(StoredColumn column) {
    return types.containsKey(column.place());
  }

  /** Whether a text is stored as one of bounded length, as H2 does. */
  boolean isBounded(StoredColumn column) {
    return column.column().type() == ColumnType.STRING
        && "CHARACTER VARYING".equals(types.get(column.place()));
  }
}
