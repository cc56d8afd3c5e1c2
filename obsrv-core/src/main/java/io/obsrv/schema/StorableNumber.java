package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.RejectionCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds numbers that are short to write but huge to work with: {@code 1e999999999} has a billion
 * digits, and comparing it with an enumeration would take gigabytes.
 */
final class StorableNumber {
  /** As many as the parser allows for a number that is written out. */
  private static final int MAX_DIGITS = 1_000;

  private StorableNumber() {}

  static boolean isStorable(JsonNode value) {
    if (!value.isBigDecimal()) {
      return !value.isFloatingPointNumber() || Double.isFinite(value.doubleValue());
    }
    BigDecimal decimal = value.decimalValue();
    return Math.abs((long) decimal.scale()) <= MAX_DIGITS
        && (long) decimal.precision() - decimal.scale() <= MAX_DIGITS;
  }

  /** Whether this holds for every number in a value. */
  static boolean areStorable(JsonNode value) {
    return value.isContainerNode() ? violations(value).isEmpty() : isStorable(value);
  }

  static List<Violation> violations(JsonNode event) {
    List<Violation> violations = new ArrayList<>();
    find(event, "", violations);
    return violations;
  }

  /** Depth is bounded by the parser, so that recursion is. */
  private static void find(JsonNode value, String path, List<Violation> violations) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (mayHoldNumber(field.getValue())) {
          find(field.getValue(), path + "/" + Pointer.escape(field.getKey()), violations);
        }
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        if (mayHoldNumber(value.get(i))) {
          find(value.get(i), path + "/" + i, violations);
        }
      }
    } else if (!isStorable(value)) {
      violations.add(new Violation(RejectionCode.OUT_OF_RANGE, path, message(value)));
    }
  }

  /**
   * Paths are only built where they may be needed: nearly all values are texts and short numbers.
   */
  private static boolean mayHoldNumber(JsonNode value) {
    return value.isContainerNode() || !isStorable(value);
  }

  static String message(JsonNode value) {
    return Excerpt.of(value.asText()) + " has more than 1,000 digits when written out";
  }
}
