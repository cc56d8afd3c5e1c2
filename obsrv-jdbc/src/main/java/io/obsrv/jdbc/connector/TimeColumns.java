package io.obsrv.jdbc.connector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a table takes times. A column without a zone has those of UTC; left to itself, a database
 * takes the zone of the program.
 *
 * @param withoutZone the names of such columns
 */
record TimeColumns(Set<String> withoutZone) {

  static TimeColumns of(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select * from %s where 1 = 0".formatted(table.quoted()));
        ResultSet none = select.executeQuery()) {
      ResultSetMetaData columns = none.getMetaData();
      Set<String> found = new HashSet<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (columns.getColumnType(i) == Types.TIMESTAMP && !hasZone(columns, i)) {
          found.add(columns.getColumnName(i));
        }
      }
      return new TimeColumns(Set.copyOf(found));
    }
  }

  /** PostgreSQL says so only in the name of the type. */
  static boolean hasZone(ResultSetMetaData columns, int index) throws SQLException {
    return columns.getColumnTypeName(index).toLowerCase(Locale.ROOT).equals("timestamptz");
  }

  /** A time as a parameter for a column. */
  Object parameter(String column, Instant time) {
    return withoutZone.contains(column)
        ? LocalDateTime.ofInstant(time, ZoneOffset.UTC)
        : time.atOffset(ZoneOffset.UTC);
  }
}
