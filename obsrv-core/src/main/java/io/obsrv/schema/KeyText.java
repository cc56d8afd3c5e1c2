package io.obsrv.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.hash.Hashing;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as one text by which a row or group is found again: equal values give equal texts,
 * different values different ones. A long text is replaced by its SHA-256, so that every database
 * can index it.
 */
public final class KeyText {
  private static final int MAX_PLAIN = 200;

  private KeyText() {}

  /**
   * The text of these values.
   *
   * @param values values of typed columns, null allowed
   * @return a JSON array of at most 200 characters, or {@code sha-256:} and 64 hexadecimal digits
   */
  public static String of(List<? extends @Nullable Object> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
    values.forEach(value -> array.add(json(value)));
    String text = JsonText.write(array);
    return text.length() <= MAX_PLAIN
        ? text
        : "sha-256:" + Hashing.sha256().hashString(text, UTF_8);
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
    if (value instanceof BigDecimal decimal) {
      return nodes.textNode(decimal.stripTrailingZeros().toString());
    }
    return nodes.textNode(value.toString());
  }
}
