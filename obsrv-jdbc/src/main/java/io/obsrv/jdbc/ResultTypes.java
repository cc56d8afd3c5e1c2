package io.obsrv.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.JsonText;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the types of a database's results are here. */
final class ResultTypes {
  private ResultTypes() {}

  static ColumnType of(ResultSetMetaData metadata, int index) throws SQLException {
    String name = metadata.getColumnTypeName(index).toLowerCase(Locale.ROOT);
    return switch (metadata.getColumnType(index)) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> ColumnType.INTEGER;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> ColumnType.NUMBER;
      // H2 adds floating-point numbers up as decimal ones.
      case Types.NUMERIC, Types.DECIMAL ->
          name.equals("decfloat") ? ColumnType.NUMBER : ColumnType.DECIMAL;
      case Types.BOOLEAN, Types.BIT ->
          name.startsWith("bool") ? ColumnType.BOOLEAN : ColumnType.STRING;
      case Types.DATE -> ColumnType.DATE;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> ColumnType.TIMESTAMP;
      case Types.CLOB -> ColumnType.JSON;
      default -> name.startsWith("json") ? ColumnType.JSON : ColumnType.STRING;
    };
  }

  static @Nullable Object read(ResultSet row, int index, ColumnType type) throws SQLException {
    return switch (type) {
      case TIMESTAMP -> timestamp(row, index);
      case JSON -> json(row.getString(index));
      default -> Values.read(row, index, type);
    };
  }

  /** A time without an offset is taken for UTC. */
  private static @Nullable Object timestamp(ResultSet row, int index) throws SQLException {
    String name = row.getMetaData().getColumnTypeName(index).toLowerCase(Locale.ROOT);
    if (name.equals("timestamptz") || name.endsWith("with time zone")) {
      return Values.instant(row, index);
    }
    LocalDateTime time = row.getObject(index, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  /** In H2, JSON and very long texts are of one type; what is no JSON is such a text. */
  private static @Nullable JsonNode json(@Nullable String text) {
    try {
      return text == null ? null : JsonText.parse(text);
    } catch (UncheckedIOException e) {
      return TextNode.valueOf(text);
    }
  }
}
