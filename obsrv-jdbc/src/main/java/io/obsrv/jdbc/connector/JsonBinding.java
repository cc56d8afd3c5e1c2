package io.obsrv.jdbc.connector;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * How JSON text is handed to a database, so that a column of JSON takes it as JSON, and one of text
 * as text.
 */
enum JsonBinding {
  /** Takes a text for a JSON string, unless the statement says that it is JSON. */
  H2("? format json") {
    @Override
    void bind(PreparedStatement statement, int index, String json) throws SQLException {
      statement.setString(index, json);
    }
  },
  /** Takes no text for JSON, but a value whose type is not said for what the column is. */
  POSTGRESQL("?") {
    @Override
    void bind(PreparedStatement statement, int index, String json) throws SQLException {
      statement.setObject(index, json, Types.OTHER);
    }
  };

  private final String placeholder;

  JsonBinding(String placeholder) {
    this.placeholder = placeholder;
  }

  static JsonBinding of(Connection connection) throws SQLException {
    boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
    return h2 ? H2 : POSTGRESQL;
  }

  /** What stands for a value of a column in a statement. */
  String placeholder(Column column) {
    return column.type() == ColumnType.JSON ? placeholder : "?";
  }

  abstract void bind(PreparedStatement statement, int index, String json) throws SQLException;
}
