package io.obsrv.jdbc;

import io.obsrv.dataset.Location;
import io.obsrv.event.Content;
import io.obsrv.event.Holding;
import io.obsrv.event.StoredTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the namespace of a dataset holds, asked of the database itself. */
final class Holdings {
  private Holdings() {}

  static SortedMap<Location, Holding> read(Session session) throws SQLException {
    Location location = Control.read(session).location();
    List<StoredTable> tables = new ArrayList<>();
    for (String table : tables(session)) {
      tables.add(new StoredTable(content(table), table, count(session, table)));
    }
    SortedMap<Location, Holding> holdings = new TreeMap<>();
    holdings.put(location, new Holding(location, session.dialect().place(session), tables));
    return holdings;
  }

  private static List<String> tables(Session session) {
    return session
        .query(
            """
            select table_name from information_schema.tables
            where table_schema = :schema and table_type = 'BASE TABLE'
            """)
        .bind("schema", session.space().name())
        .mapTo(String.class)
        .stream()
        .sorted()
        .toList();
  }

  /** Fixed tables begin with an underscore, aggregate tables with a letter. */
  private static Content content(String table) {
    return switch (table) {
      case Namespace.ROWS -> Content.ROWS;
      case "_keys" -> Content.KEYS;
      case "_removals" -> Content.REMOVALS;
      case "_owners" -> Content.UNIQUE_VALUES;
      case "_quarantine", "_trail" -> Content.QUARANTINE;
      case "_batches" -> Content.BATCHES;
      case "_checkpoints" -> Content.CHECKPOINTS;
      case "_destinations", "_connectors", "_connector_trail" -> Content.CONNECTORS;
      default -> table.startsWith("_") ? Content.BOOKKEEPING : Content.AGGREGATES;
    };
  }

  private static long count(Session session, String table) throws SQLException {
    try (PreparedStatement statement =
            session.prepare("select count(*) from " + session.space().table(table));
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
