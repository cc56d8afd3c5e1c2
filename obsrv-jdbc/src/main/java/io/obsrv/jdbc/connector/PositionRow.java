package io.obsrv.jdbc.connector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where a destination keeps how far it has got.
 *
 * @param table the quoted name of the table that has the row
 * @param destination names the row
 */
record PositionRow(String table, String destination) {

  static PositionRow beside(TableName written, String destination) {
    return new PositionRow(written.beside("_obsrv_positions").quoted(), destination);
  }

  /** Makes the table and the row, if they are not there. */
  void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists %s (
            "destination" character varying(200) primary key, "sequence" bigint not null)
          """
              .formatted(table));
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into %s ("destination", "sequence")
            select ?, 0 where not exists (select 1 from %s where "destination" = ?)
            """
                .formatted(table, table))) {
      insert.setString(1, destination);
      insert.setString(2, destination);
      insert.execute();
    }
    connection.commit();
  }

  long read(Connection connection) throws SQLException {
    return query(connection, "select \"sequence\" from %s where \"destination\" = ?");
  }

  /** Keeps others from writing to the destination until the transaction ends. */
  long lock(Connection connection) throws SQLException {
    return query(connection, "select \"sequence\" from %s where \"destination\" = ? for update");
  }

  void set(Connection connection, long sequence) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update %s set \"sequence\" = ? where \"destination\" = ?".formatted(table))) {
      update.setLong(1, sequence);
      update.setString(2, destination);
      update.executeUpdate();
    }
  }

  private long query(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql.formatted(table))) {
      select.setString(1, destination);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
