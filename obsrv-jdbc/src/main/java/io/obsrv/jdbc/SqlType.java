package io.obsrv.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.JsonText;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of columns that rows are added to in bulk, and how a value gets there. */
enum SqlType {
  /** 32 bits; an {@link Integer}. */
  INT(ColumnType.INTEGER, "int4", Integer.class) {
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
  BIGINT(ColumnType.INTEGER, "int8", Long.class) {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.int8((Long) value);
    }
  },
  /** A {@link Double}. */
  DOUBLE(ColumnType.NUMBER, "float8", Double.class) {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.float8((Double) value);
    }
  },
  /** A {@link BigDecimal}. */
  NUMERIC(ColumnType.DECIMAL, "numeric", Object.class) {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.numeric((BigDecimal) value);
    }
  },
  /** A {@link Boolean}. */
  BOOLEAN(ColumnType.BOOLEAN, "bool", Boolean.class) {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.bool((Boolean) value);
    }
  },
  /** A point in time; an {@link Instant}. */
  TIMESTAMP(ColumnType.TIMESTAMP, "timestamptz", String.class) {
    @Override
    Object element(Object value) {
      return TIMESTAMP_FORM.format((Instant) value);
    }

    @Override
    void copyValue(CopyFormat out, Object value) {
      out.timestamp((Instant) value);
    }
  },
  /** A {@link LocalDate}. */
  DATE(ColumnType.DATE, "date", String.class) {
    @Override
    Object element(Object value) {
      return DATE_FORM.format((LocalDate) value);
    }

    @Override
    void copyValue(CopyFormat out, Object value) {
      out.date((LocalDate) value);
    }
  },
  /** A {@link String}. */
  TEXT(ColumnType.STRING, "text", String.class) {
    @Override
    void copyValue(CopyFormat out, Object value) {
      out.text((String) value);
    }
  },
  /** JSON that stays the text it was; a {@link String}. */
  JSON_TEXT(ColumnType.STRING, "json", String.class) {
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
  JSON(ColumnType.JSON, "jsonb", String.class) {
    @Override
    Object element(Object value) {
      return JsonText.write((JsonNode) value);
    }

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
  BYTES(ColumnType.STRING, "bytea", byte[].class) {
    @Override
    void bindValue(PreparedStatement statement, int index, Object value) throws SQLException {
      statement.setBytes(index, (byte[]) value);
    }

    @Override
    void copyValue(CopyFormat out, Object value) {
      out.bytes((byte[]) value);
    }
  };

  /** With the era: PostgreSQL has no year 0, and ISO 8601 does. */
  private static final DateTimeFormatter DATE_FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd G", Locale.ENGLISH);

  private static final DateTimeFormatter TIMESTAMP_FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSX G", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** How a value is bound, unless the type does that itself. */
  private final ColumnType bound;

  private final String postgresName;
  private final Class<?> elementType;

  SqlType(ColumnType bound, String postgresName, Class<?> elementType) {
    this.bound = bound;
    this.postgresName = postgresName;
    this.elementType = elementType;
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
  String postgresName() {
    return postgresName;
  }

  /** An array for PostgreSQL; the driver has quicker ways where its type says what is in it. */
  @Nullable Object[] array(int length) {
    return (@Nullable Object[]) Array.newInstance(elementType, length);
  }

  /** How a value stands in an array for PostgreSQL, whose elements may be texts. */
  Object element(Object value) {
    return value;
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
