package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * The JSON types that a value may have. Of the numbers, only what is written as an integer is taken
 * for one.
 */
record GlanceKinds(
    boolean isObject,
    boolean isArray,
    boolean isString,
    boolean isNumber,
    boolean isInteger,
    boolean isBoolean,
    boolean isNull) {

  /** Those that the keyword {@code type} names; all of them where it is not there. */
  static GlanceKinds of(JsonNode schema) {
    boolean any = !schema.has("type");
    TypeKeyword type = TypeKeyword.of(schema);
    Set<String> names = type.names();
    return new GlanceKinds(
        any || names.contains("object"),
        any || names.contains("array"),
        any || names.contains("string"),
        any || names.contains("number"),
        any || names.contains("integer"),
        any || names.contains("boolean"),
        type.nullable());
  }

  boolean allows(JsonNode number) {
    return isNumber || (isInteger && number.isIntegralNumber());
  }
}
