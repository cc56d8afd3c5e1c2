package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/** The type of a column: which Java values it holds. */
public enum ColumnType {
  /** Text. */
  STRING(String.class),
  /** A 64-bit signed integer. */
  INTEGER(Long.class),
  /** A 64-bit binary floating-point number, always finite. */
  NUMBER(Double.class),
  /** An exact decimal of a declared precision and scale. */
  DECIMAL(BigDecimal.class),
  /** True or false. */
  BOOLEAN(Boolean.class),
  /** An instant of the years 1 to 9999, in microseconds; finer fractions are cut off. */
  TIMESTAMP(Instant.class),
  /** A calendar date of the years 1 to 9999. */
  DATE(LocalDate.class),
  /** An array, a free object or a value of several types, as it came. */
  JSON(JsonNode.class);

  private final Class<?> javaType;

  ColumnType(Class<?> javaType) {
    this.javaType = javaType;
  }

  /**
   * The class of the values of such a column.
   *
   * @return the class
   */
  public Class<?> javaType() {
    return javaType;
  }

  /**
   * Whether values can be added and averaged.
   *
   * @return true for integers, numbers and decimals
   */
  public boolean isNumeric() {
    return this == INTEGER || this == NUMBER || this == DECIMAL;
  }

  /**
   * Whether values name a point in time that can be put into buckets.
   *
   * @return true for timestamps and dates
   */
  public boolean isTemporal() {
    return this == TIMESTAMP || this == DATE;
  }

  /**
   * The name used in messages and JSON.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
