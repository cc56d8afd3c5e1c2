package io.obsrv.jdbc.connector;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/** What the databases do differently. */
enum Product {
  /** Takes a text for a JSON string, unless the statement says that it is JSON. */
  H2("? format json") {
    /** The rows of a statement are in memory before the first can be read. */
    @Override
    int rowsAtOnce(int wanted) {
      return Math.min(wanted, FETCHED);
    }

    @Override
    void bindText(PreparedStatement statement, int index, String text) throws SQLException {
      statement.setString(index, text);
    }
  },
  /** Takes no text for JSON or a UUID, but a value without a type for what the column is. */
  POSTGRESQL("?") {
    /** Rows are fetched while they are read. */
    @Override
    int rowsAtOnce(int wanted) {
      return wanted;
    }

    @Override
    void bindText(PreparedStatement statement, int index, String text) throws SQLException {
      statement.setObject(index, text, Types.OTHER);
    }
  };

  /** How many rows, which may be large, are fetched together. */
  static final int FETCHED = 32;

  private final String placeholder;

  Product(String placeholder) {
    this.placeholder = placeholder;
  }

  static Product of(Connection connection) throws SQLException {
    boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
    return h2 ? H2 : POSTGRESQL;
  }

  /** What stands for a value of a column in a statement. */
  String placeholder(Column column) {
    return column.type() == ColumnType.JSON ? placeholder : "?";
  }

  /** How many rows a statement may ask for. */
  abstract int rowsAtOnce(int wanted);

  /** Hands a text over for a column that may have another type which is written as text. */
  abstract void bindText(PreparedStatement statement, int index, String text) throws SQLException;
}
