package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.RejectionCode;
import java.util.Map;

/**
 * Refuses texts that not every store can keep: U+0000, and halves of surrogate pairs, which are not
 * UTF-8.
 */
final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  static String check(String text) throws UnreadableValueException {
    int position = firstUnstorable(text);
    if (position >= 0) {
      throw new UnreadableValueException(
          RejectionCode.UNSUPPORTED_TEXT,
          String.format(
              "text holds U+%04X at position %d, which cannot be stored",
              (int) text.charAt(position), position));
    }
    return text;
  }

  /** Depth is bounded by the parser, so that recursion is. */
  static JsonNode check(JsonNode value) throws UnreadableValueException {
    if (value.isTextual()) {
      check(value.textValue());
    } else if (value.isArray()) {
      for (JsonNode element : value) {
        check(element);
      }
    } else if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        check(field.getKey());
        check(field.getValue());
      }
    }
    return value;
  }

  static boolean isStorable(String text) {
    return firstUnstorable(text) < 0;
  }

  /** For messages, which are stored beside the record they are about. */
  static String clean(String text) {
    if (isStorable(text)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (!isStorable(text, i)) {
        clean.setCharAt(i, REPLACEMENT);
      }
    }
    return clean.toString();
  }

  private static int firstUnstorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isStorable(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isStorable(String text, int i) {
    char c = text.charAt(i);
    return c != 0 && (!Character.isSurrogate(c) || completesPair(text, i));
  }

  private static boolean completesPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
