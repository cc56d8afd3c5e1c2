package io.obsrv.jdbc.connector;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of the row at which a result stands. Times without a zone are taken as UTC. */
final class RowValues {
  private final ResultSet row;
  private final ResultSetMetaData columns;

  RowValues(ResultSet row) throws SQLException {
    this.row = row;
    this.columns = row.getMetaData();
  }

  /** The row as a record. */
  Map<String, @Nullable Object> all() throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      Object value = value(i);
      values.put(columns.getColumnLabel(i), value instanceof LocalDateTime t ? utc(t) : utc(value));
    }
    return values;
  }

  /** The values that say where the row is. */
  List<Object> place(List<String> order) throws SQLException {
    List<Object> values = new ArrayList<>();
    for (String column : order) {
      values.add(placed(value(row.findColumn(column))));
    }
    return values;
  }

  /** Not as a decimal if it has a floating point: one that prints alike can lie beside it. */
  private static Object placed(@Nullable Object value) {
    if (value instanceof Number number) {
      boolean isFloating = number instanceof Float || number instanceof Double;
      return isFloating ? number : new BigDecimal(number.toString());
    }
    return value instanceof Temporal time ? time : String.valueOf(value);
  }

  private @Nullable Object value(int index) throws SQLException {
    return switch (columns.getColumnType(index)) {
      case Types.TIMESTAMP_WITH_TIMEZONE -> row.getObject(index, OffsetDateTime.class);
      case Types.TIMESTAMP ->
          TimeColumns.hasZone(columns, index)
              ? row.getObject(index, OffsetDateTime.class)
              : row.getObject(index, LocalDateTime.class);
      case Types.DATE -> row.getObject(index, LocalDate.class);
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.NUMERIC,
          Types.DECIMAL,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE ->
          row.getObject(index);
      case Types.BOOLEAN, Types.BIT -> bit(index);
      default -> row.getString(index);
    };
  }

  /** PostgreSQL calls strings of bits by the same name. */
  private @Nullable Object bit(int index) throws SQLException {
    return row.getObject(index) instanceof Boolean bool ? bool : row.getString(index);
  }

  private static Object utc(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC);
  }

  private static @Nullable Object utc(@Nullable Object value) {
    return value instanceof OffsetDateTime time ? time.toInstant() : value;
  }
}
