package io.obsrv.jdbc;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Turns columns of JSON in PostgreSQL into {@code jsonb}, whose values can be asked for without
 * reading the text again. Fields that are in no schema stay the text they came as.
 */
final class JsonbUpgrade {
  private JsonbUpgrade() {}

  private record Place(String table, String column) {}

  static void run(Handle handle, Namespace space) {
    for (Place place : places(handle, space)) {
      handle
          .createUpdate("alter table <schema>.<table> alter column <column> type jsonb")
          .define("schema", space.quoted())
          .define("table", Identifiers.quote(place.table()))
          .define("column", Identifiers.quote(place.column()))
          .execute();
    }
  }

  private static List<Place> places(Handle handle, Namespace space) {
    return handle
        .createQuery(
            """
            select table_name, column_name from information_schema.columns
            where table_schema = :schema and data_type = 'json' and column_name <> '_extra'
            """)
        .bind("schema", space.name())
        .map((row, context) -> new Place(row.getString(1), row.getString(2)))
        .list();
  }
}
