package io.obsrv.jdbc.connector;

import static io.obsrv.jdbc.Identifiers.quote;

import io.obsrv.connector.ConnectorContext;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which table is meant.
 *
 * @param schema its schema; if empty, the one that connections begin with
 * @param name its name there
 */
record TableName(Optional<String> schema, String name) {

  static TableName of(ConnectorContext context) {
    return new TableName(context.find(JdbcConnector.SCHEMA), context.option(JdbcConnector.TABLE));
  }

  /** Another table in the same schema. */
  TableName beside(String other) {
    return new TableName(schema, other);
  }

  /** As it is written in SQL. */
  String quoted() {
    return schema.map(s -> quote(s) + ".").orElse("") + quote(name);
  }

  /** The columns of its primary key in their order; none if it has no such key. */
  List<String> primaryKey(Connection connection) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    String within = schema.isPresent() ? schema.get() : connection.getSchema();
    SortedMap<Integer, String> columns = new TreeMap<>();
    try (ResultSet key = database.getPrimaryKeys(null, within, name)) {
      while (key.next()) {
        columns.put(key.getInt("KEY_SEQ"), key.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }

  @Override
  public String toString() {
    return schema.map(s -> s + ".").orElse("") + name;
  }
}
