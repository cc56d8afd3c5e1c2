package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What it means when a keyword of a field has another value. */
final class Keywords {
  /** Of no consequence for any record. */
  static final Set<String> ANNOTATIONS =
      Set.of("title", "description", "examples", "deprecated", "readOnly", "writeOnly", "$comment");

  /** Those that have kinds of changes of their own, and those that only name things. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "type",
          "properties",
          "required",
          "$ref",
          "$defs",
          "$schema",
          "$id",
          "$anchor",
          "$vocabulary",
          DefaultChecks.KEYWORD,
          ColumnName.KEYWORD,
          AliasKeyword.KEYWORD,
          ColumnKeywords.PRECISION,
          ColumnKeywords.SCALE,
          ColumnKeywords.TIME_PATTERN);

  private static final Set<String> LOWER_BOUNDS =
      Set.of(
          "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains");
  private static final Set<String> UPPER_BOUNDS =
      Set.of(
          "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains");

  private Keywords() {}

  /** The keywords that ask something of a value and are not the same in both. */
  static Set<String> changed(JsonNode before, JsonNode after) {
    Set<String> names = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::add);
    names.removeAll(ELSEWHERE);
    names.removeAll(ANNOTATIONS);
    names.removeIf(name -> name.startsWith("x-"));
    names.removeIf(name -> before.path(name).equals(after.path(name)));
    return names;
  }

  static ChangeKind kind(String keyword, JsonNode before, JsonNode after) {
    if (keyword.equals("enum") && before.isArray() && after.isArray()) {
      return sets(
          elements(before), elements(after), ChangeKind.ENUM_ENLARGED, ChangeKind.ENUM_SHRUNK);
    }
    if (isNothing(keyword, before)) {
      return ChangeKind.CONSTRAINT_TIGHTENED;
    }
    if (isNothing(keyword, after)) {
      return ChangeKind.CONSTRAINT_RELAXED;
    }
    return before.isNumber() && after.isNumber()
        ? numbers(keyword, before.decimalValue(), after.decimalValue())
        : ChangeKind.CONSTRAINT_CHANGED;
  }

  /** Of two sets of what is allowed. */
  static ChangeKind sets(Set<?> before, Set<?> after, ChangeKind enlarged, ChangeKind shrunk) {
    if (after.containsAll(before)) {
      return enlarged;
    }
    return before.containsAll(after) ? shrunk : ChangeKind.CONSTRAINT_CHANGED;
  }

  private static ChangeKind numbers(String keyword, BigDecimal before, BigDecimal after) {
    boolean larger = after.compareTo(before) > 0;
    if (LOWER_BOUNDS.contains(keyword)) {
      return larger ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_RELAXED;
    }
    if (UPPER_BOUNDS.contains(keyword)) {
      return larger ? ChangeKind.CONSTRAINT_RELAXED : ChangeKind.CONSTRAINT_TIGHTENED;
    }
    if (keyword.equals("multipleOf")) {
      return isMultiple(after, before)
          ? ChangeKind.CONSTRAINT_TIGHTENED
          : isMultiple(before, after)
              ? ChangeKind.CONSTRAINT_RELAXED
              : ChangeKind.CONSTRAINT_CHANGED;
    }
    return ChangeKind.CONSTRAINT_CHANGED;
  }

  private static boolean isMultiple(BigDecimal number, BigDecimal of) {
    return number.remainder(of).signum() == 0;
  }

  private static boolean isNothing(String keyword, JsonNode value) {
    return value.isMissingNode()
        || (keyword.equals("uniqueItems")
            ? !value.asBoolean()
            : value.isBoolean() && value.asBoolean());
  }

  private static Set<JsonNode> elements(JsonNode array) {
    Set<JsonNode> elements = new HashSet<>();
    array.forEach(elements::add);
    return elements;
  }
}
