package io.obsrv.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The one way in which this library reads and writes JSON: numbers exact, nothing behind the value,
 * no field twice. Immutable, for every thread.
 */
public final class JsonText {
  /**
   * Depth is bounded where records are read; whatever was read can be written again. How long a
   * text is, is bounded by what it is read from.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private JsonText() {}

  /**
   * Reads one JSON value.
   *
   * @param utf8 the bytes
   * @return the value; a missing node if there are no bytes but white space
   * @throws IOException if they are not one JSON value
   */
  public static JsonNode read(byte[] utf8) throws IOException {
    return MAPPER.readTree(utf8);
  }

  /**
   * Reads one JSON value that this library or the program's author wrote.
   *
   * @param text the text
   * @return the value
   * @throws UncheckedIOException if it is not one JSON value
   */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(message(e), e);
    }
  }

  /**
   * Writes a JSON value in one line.
   *
   * @param value the value
   * @return the text
   */
  public static String write(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the parser's remarks on why it does not quote the source. */
  private static String message(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    String what = e.getOriginalMessage().lines().findFirst().orElse("");
    return what.replaceAll("\\[Source: REDACTED[^;]*; ", "[") + where;
  }

  static JsonNode parseOr(String text, JsonNode otherwise) {
    try {
      JsonNode value = MAPPER.readTree(text);
      return value.isMissingNode() ? otherwise : value;
    } catch (JsonProcessingException e) {
      return otherwise;
    }
  }
}
