package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Types a text by the column it belongs to. Blanks around anything but text are left out. What does
 * not have the column's type stays text, for validation to refuse.
 */
final class TextCell {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

  /** As the JSON parser; the time to read a number grows with the square of its length. */
  private static final int MAX_LENGTH = 1_000;

  private TextCell() {}

  static JsonNode json(Column column, String text) {
    return switch (column.type()) {
      case STRING -> TextNode.valueOf(text);
      case INTEGER, NUMBER, DECIMAL -> numberOrText(text);
      case DATE -> TextNode.valueOf(text.strip());
      case TIMESTAMP ->
          column.timeFormat().orElseThrow().isEpoch()
              ? numberOrText(text)
              : TextNode.valueOf(text.strip());
      case BOOLEAN -> bool(text);
      case JSON -> JsonText.parseOr(text, TextNode.valueOf(text));
    };
  }

  static Optional<BigDecimal> number(String text) {
    String stripped = text.strip();
    return stripped.length() <= MAX_LENGTH && NUMBER.matcher(stripped).matches()
        ? Optional.of(new BigDecimal(stripped))
        : Optional.empty();
  }

  private static JsonNode numberOrText(String text) {
    return number(text).<JsonNode>map(DecimalNode::valueOf).orElseGet(() -> TextNode.valueOf(text));
  }

  private static JsonNode bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> TextNode.valueOf(text);
    };
  }
}
