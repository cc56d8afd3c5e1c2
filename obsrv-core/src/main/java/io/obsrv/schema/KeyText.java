package io.obsrv.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.hash.Hashing;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as one text by which a row or group is found again: equal values give equal texts,
 * different values different ones. A long text is replaced by its SHA-256, so that every database
 * can index it.
 */
public final class KeyText {
  private static final int MAX_PLAIN = 200;

  /** Half of a surrogate pair: a whole one is one character to a pattern. */
  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

  private KeyText() {}

  /**
   * The text of these values.
   *
   * @param values values of typed columns, null allowed
   * @return a JSON array of at most 200 characters, or {@code sha-256:} and 64 hexadecimal digits
   */
  public static String of(List<? extends @Nullable Object> values) {
    String plain = plain(values);
    String text = plain == null ? written(values) : plain;
    return text.length() <= MAX_PLAIN
        ? text
        : "sha-256:" + Hashing.sha256().hashString(text, UTF_8);
  }

  private static String written(List<? extends @Nullable Object> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
    values.forEach(value -> array.add(json(value)));
    return escaped(JsonText.write(array));
  }

  /** Halves of surrogate pairs are all the same in UTF-8, but not when JSON escapes them. */
  private static String escaped(String text) {
    return HALF.matcher(text)
        .replaceAll(half -> "\\\\u%04X".formatted((int) half.group().charAt(0)));
  }

  /**
   * The same text without a writer's help, which every record needs; null if a value is JSON, or
   * has a character that is not written as it is.
   */
  private static @Nullable String plain(List<? extends @Nullable Object> values) {
    StringBuilder text = new StringBuilder().append('[');
    for (Object value : values) {
      if (text.length() > 1) {
        text.append(',');
      }
      if (value == null || value instanceof Boolean) {
        text.append(value);
      } else if (value instanceof JsonNode) {
        return null;
      } else {
        String string = string(value);
        if (!isPlain(string)) {
          return null;
        }
        text.append('"').append(string).append('"');
      }
    }
    return text.append(']').toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String string(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal.stripTrailingZeros().toString()
        : value.toString();
  }

  private static JsonNode json(@Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Boolean bool) {
      return nodes.booleanNode(bool);
    }
    return nodes.textNode(string(value));
  }
}
