package io.obsrv.jdbc.connector;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.tck.SourceTck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The contract of sources, over a table in which three rows each have one time. */
abstract class TableSourceContract extends SourceTck {
  private final DataSource database;
  private final Map<String, String> order;
  private int rows;

  TableSourceContract(DataSource database, Map<String, String> order) {
    this.database = database;
    this.order = order;
    Databases.execute(
        database,
        """
        create table "Quakes ""all"" of" ("n" bigint primary key, "id" integer, "name" varchar(5000),
          "at" timestamp with time zone)
        """);
  }

  @Override
  protected ConnectorProvider provider() {
    return JdbcConnector.on("db", database);
  }

  @Override
  protected Map<String, String> options() {
    Map<String, String> options = new HashMap<>(order);
    options.put("table", "Quakes \"all\" of");
    options.put("id", "n");
    return options;
  }

  @Override
  protected void bringIn(List<Integer> ids) {
    ids.forEach(id -> insert(id, "row " + id));
  }

  @Override
  protected void bringInPoison() {
    insert(-1, "x".repeat(2 * MAX_EVENT_BYTES));
  }

  private void insert(int id, String name) {
    rows++;
    Databases.execute(
        database,
        "insert into \"Quakes \"\"all\"\" of\" values (%d, %d, '%s', timestamp with time zone '2026-01-01 00:00:%02d.123456+00')"
            .formatted(rows, id, name, rows / 3));
  }
}
