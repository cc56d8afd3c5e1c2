package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.schema.JsonText;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A line of a dump, field by field; each is refused if it is not what it must be.
 *
 * @param part the part it belongs to, for refusals
 * @param json the line
 */
record ArchiveLine(String part, JsonNode json) {

  static ArchiveLine parse(String part, String line) {
    try {
      JsonNode json = JsonText.parse(line);
      if (!json.isObject()) {
        throw refusal(part, "", "is no JSON object, must be one");
      }
      return new ArchiveLine(part, json);
    } catch (UncheckedIOException e) {
      throw refusal(part, "", "is no JSON: " + e.getMessage());
    }
  }

  static InvalidException refusal(String part, String path, String message) {
    return new InvalidException(
        "A line of part '" + part + "' cannot be read", List.of(new Problem(path, message)));
  }

  /** Only what every store can keep. */
  static Instant micros(Instant instant) {
    if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
      throw new DateTimeException("is finer than microseconds");
    }
    return instant;
  }

  String text(String name) {
    return textIfAny(name).orElseThrow(() -> refusal(name, "a text"));
  }

  Optional<String> textIfAny(String name) {
    return find(name).map(value -> as(name, "a text", value, JsonNode::isTextual).textValue());
  }

  long number(String name) {
    return numberIfAny(name).orElseThrow(() -> refusal(name, "an integer from 0"));
  }

  OptionalLong numberIfAny(String name) {
    return find(name).stream()
        .map(value -> as(name, "an integer from 0", value, ArchiveLine::isCount))
        .mapToLong(JsonNode::longValue)
        .findFirst();
  }

  int integer(String name) {
    long number = number(name);
    if (number > Integer.MAX_VALUE) {
      throw refusal(name, "at most " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  boolean flag(String name) {
    return as(name, "true or false", require(name, "true or false"), JsonNode::isBoolean)
        .booleanValue();
  }

  Instant instant(String name) {
    return instantIfAny(name).orElseThrow(() -> refusal(name, "an instant"));
  }

  Optional<Instant> instantIfAny(String name) {
    return textIfAny(name)
        .map(
            text ->
                parsed(name, "an instant in microseconds", text, t -> micros(Instant.parse(t))));
  }

  byte[] bytes(String name) {
    return parsed(name, "bytes in base 64", text(name), Base64.getDecoder()::decode);
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    String expected = "one of " + Arrays.toString(type.getEnumConstants());
    return parsed(name, expected, text(name), text -> Enum.valueOf(type, text));
  }

  List<JsonNode> array(String name) {
    List<JsonNode> elements = new ArrayList<>();
    as(name, "an array", require(name, "an array"), JsonNode::isArray).forEach(elements::add);
    return elements;
  }

  Map<String, JsonNode> object(String name) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    as(name, "an object", require(name, "an object"), JsonNode::isObject)
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  Map<String, Long> counts(String name) {
    Map<String, Long> counts = new LinkedHashMap<>();
    object(name)
        .forEach(
            (key, value) ->
                counts.put(
                    key,
                    as(name, "an object of integers from 0", value, ArchiveLine::isCount)
                        .longValue()));
    return counts;
  }

  private JsonNode require(String name, String expected) {
    return find(name).orElseThrow(() -> refusal(name, expected));
  }

  private Optional<JsonNode> find(String name) {
    return Optional.ofNullable(json.get(name));
  }

  private JsonNode as(
      String name, String expected, JsonNode value, Function<JsonNode, Boolean> test) {
    if (!test.apply(value)) {
      throw refusal(name, expected);
    }
    return value;
  }

  private static boolean isCount(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0;
  }

  private <T> T parsed(String name, String expected, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw refusal(name, expected);
    }
  }

  private InvalidException refusal(String name, String expected) {
    return refusal(
        part,
        name,
        json.has(name)
            ? "is something else, must be " + expected
            : "is missing, must be " + expected);
  }
}
