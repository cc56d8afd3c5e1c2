package io.obsrv.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.JsonText;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The types of columns that rows are added to in bulk, and how a value gets there. */
enum SqlType {
  /** 32 bits; an {@link Integer}. */
  INT(ColumnType.INTEGER, "int4") {
    @Override
    void bindValue(PreparedStatement statement, int index, Object value) throws SQLException {
      statement.setInt(index, (Integer) value);
    }

    @Override
    void copyValue(CopyFormat out, Object value) {
      out.int4((Integer) value);
    }
  },
  /** 64 bits; a {@link Long}. */
  BIGINT(ColumnType.INTEGER, "int8") {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.int8((Long) value);
    }
  },
  /** A {@link Double}. */
  DOUBLE(ColumnType.NUMBER, "float8") {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.float8((Double) value);
    }
  },
  /** A {@link BigDecimal}. */
  NUMERIC(ColumnType.DECIMAL, "numeric") {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.numeric((BigDecimal) value);
    }
  },
  /** A {@link Boolean}. */
  BOOLEAN(ColumnType.BOOLEAN, "bool") {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.bool((Boolean) value);
    }
  },
  /** A point in time; an {@link Instant}. */
  TIMESTAMP(ColumnType.TIMESTAMP, "timestamptz") {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.timestamp((Instant) value);
    }
  },
  /** A {@link LocalDate}. */
  DATE(ColumnType.DATE, "date") {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.date((LocalDate) value);
    }
  },
  /** A {@link String}. */
  TEXT(ColumnType.STRING, "text") {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.text((String) value);
    }
  },
  /** JSON that stays the text it was; a {@link String}. */
  JSON_TEXT(ColumnType.STRING, "json") {
    @Override
    String parameter(Dialect dialect) {
      return dialect.jsonTextParameter();
    }

    @Override
    void copyValue(CopyFormat out, Object value) {
      out.text((String) value);
    }
  },
  /** JSON whose values can be asked for; a {@link JsonNode}. */
  JSON(ColumnType.JSON, "jsonb") {
    @Override
    String parameter(Dialect dialect) {
      return dialect.jsonParameter();
    }

    @Override
    void copyValue(CopyFormat out, Object value) {
      out.jsonb(JsonText.write((JsonNode) value));
    }
  },
  /** An array of bytes. */
  BYTES(ColumnType.STRING, "bytea") {
    @Override
    void bindValue(PreparedStatement statement, int index, Object value) throws SQLException {
      statement.setBytes(index, (byte[]) value);
    }

    @Override
    void copyValue(CopyFormat out, Object value) {
      out.bytes((byte[]) value);
    }
  };

  /** How a value is bound, unless the type does that itself. */
  private final ColumnType bound;

  private final String postgres;

  SqlType(ColumnType bound, String postgres) {
    this.bound = bound;
    this.postgres = postgres;
  }

  static SqlType of(ColumnType type) {
    return switch (type) {
      case STRING -> TEXT;
      case INTEGER -> BIGINT;
      case NUMBER -> DOUBLE;
      case DECIMAL -> NUMERIC;
      case BOOLEAN -> BOOLEAN;
      case TIMESTAMP -> TIMESTAMP;
      case DATE -> DATE;
      case JSON -> JSON;
    };
  }

  /** Its name in PostgreSQL, as that of the elements of an array. */
  String postgres() {
    return postgres;
  }

  /** How a value stands in a statement. */
  String parameter(Dialect dialect) {
    return "?";
  }

  final void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      Values.bind(statement, index, bound, null);
    } else {
      bindValue(statement, index, value);
    }
  }

  final void copy(CopyFormat out, @Nullable Object value) {
    if (value == null) {
      out.nothing();
    } else {
      copyValue(out, value);
    }
  }

  void bindValue(PreparedStatement statement, int index, Object value) throws SQLException {
    Values.bind(statement, index, bound, value);
  }

  abstract void copyValue(CopyFormat out, Object value);
}
