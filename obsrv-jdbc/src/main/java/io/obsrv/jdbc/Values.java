package io.obsrv.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.JsonText;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Values of typed columns on their way to and from a database, without loss. */
final class Values {
  private Values() {}

  static void bind(PreparedStatement statement, int index, ColumnType type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, sqlType(type));
      return;
    }
    switch (type) {
      case STRING -> statement.setString(index, (String) value);
      case INTEGER -> statement.setLong(index, (Long) value);
      case NUMBER -> statement.setDouble(index, (Double) value);
      case DECIMAL -> statement.setBigDecimal(index, (BigDecimal) value);
      case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
      case TIMESTAMP -> statement.setObject(index, utc((Instant) value));
      case DATE -> statement.setObject(index, (LocalDate) value);
      case JSON -> statement.setString(index, JsonText.write((JsonNode) value));
    }
  }

  static @Nullable Object read(ResultSet row, int index, ColumnType type) throws SQLException {
    return switch (type) {
      case STRING -> row.getString(index);
      case INTEGER -> orNull(row, row.getLong(index));
      case NUMBER -> orNull(row, row.getDouble(index));
      case DECIMAL -> row.getBigDecimal(index);
      case BOOLEAN -> orNull(row, row.getBoolean(index));
      case TIMESTAMP -> instant(row, index);
      case DATE -> row.getObject(index, LocalDate.class);
      case JSON -> json(row.getString(index));
    };
  }

  /** Offsets are no part of the value; java.time keeps the calendar of before 1582 out of it. */
  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(ResultSet row, int index) throws SQLException {
    OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : JsonText.parse(text);
  }

  private static <T> @Nullable T orNull(ResultSet row, T value) throws SQLException {
    return row.wasNull() ? null : value;
  }

  private static int sqlType(ColumnType type) {
    return switch (type) {
      case STRING, JSON -> Types.VARCHAR;
      case INTEGER -> Types.BIGINT;
      case NUMBER -> Types.DOUBLE;
      case DECIMAL -> Types.NUMERIC;
      case BOOLEAN -> Types.BOOLEAN;
      case TIMESTAMP -> Types.TIMESTAMP_WITH_TIMEZONE;
      case DATE -> Types.DATE;
    };
  }
}
