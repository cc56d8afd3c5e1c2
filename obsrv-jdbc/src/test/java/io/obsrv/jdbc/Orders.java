package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Event;
import io.obsrv.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A table of an application, and a dataset of what happened to its rows. */
final class Orders {
  static final String ID = "orders";

  private Orders() {}

  static void makeTable(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table placed (id integer primary key)");
    }
  }

  static DefinitionBuilder definition() {
    return definition(ID);
  }

  static DefinitionBuilder definition(String id) {
    return DatasetDefinition.named(id)
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "integer"}, "city": {"type": "string"}}}
                """))
        .key("id")
        .rule("city", r -> r.column("city").in("Pune", "Ulm").warn())
        .table("by_city", t -> t.groupBy("city").count().sum("id"));
  }

  static void place(Connection connection, int id) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into placed (id) values (?)")) {
      insert.setInt(1, id);
      insert.executeUpdate();
    }
  }

  static List<Event> events(int id) {
    return List.of(Event.json("{\"id\": %d, \"city\": \"Pune\"}".formatted(id)));
  }

  /** The numbers of the orders that were placed. */
  static List<Integer> placed(DataSource database) throws SQLException {
    return numbers(database, "select id from placed order by id");
  }

  /** The numbers of the orders that the dataset has. */
  static List<Integer> stored(DataSource database) throws SQLException {
    return numbers(database, "select id from obsrv_orders._rows order by id");
  }

  private static List<Integer> numbers(DataSource database, String sql) throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }

  /**
   * Everything that is stored of the dataset, table by table, but for what destinations go on with.
   */
  static List<String> everything(DataSource database) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              """
              select tablename from pg_tables
              where schemaname = 'obsrv_orders' and tablename not in ('_leases', '_destinations')
              order by 1\
              """)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows =
            statement.executeQuery(
                "select cast(t as text) from obsrv_orders.\"%s\" t order by 1".formatted(table))) {
          while (rows.next()) {
            found.add(table + " " + rows.getString(1));
          }
        }
      }
    }
    return found;
  }
}
