package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One JSON object of a definition, read strictly: what is unknown or of another form is a problem,
 * never passed over. Used once, by one thread.
 */
final class Settings {
  private static final String SCALAR = "a text, number or boolean";

  private final JsonNode json;
  private final Problems problems;

  Settings(JsonNode json, Set<String> known, String owner, Problems problems) {
    this.json = json;
    this.problems = problems;
    if (!json.isObject()) {
      problems.add("", mustBe(json, "a JSON object"));
    }
    for (String name : (Iterable<String>) json::fieldNames) {
      if (!known.contains(name)) {
        problems.add(name, "is not a setting of " + owner);
      }
    }
  }

  /** Makes a setting's absence a problem. */
  Settings require(String... names) {
    if (json.isObject()) {
      Stream.of(names)
          .filter(name -> !json.has(name))
          .forEach(name -> problems.add(name, "is missing"));
    }
    return this;
  }

  boolean has(String name) {
    return json.has(name);
  }

  void text(String name, Consumer<String> use) {
    value(name, "a text", JsonNode::isTextual)
        .ifPresent(value -> use(name, value, () -> use.accept(value.textValue())));
  }

  /** A text whose absence is written as null. */
  void textOrNull(String name, Consumer<String> use) {
    if (!json.path(name).isNull()) {
      text(name, use);
    }
  }

  /** A text, or a number or boolean that is meant as one. */
  void scalar(String name, Consumer<String> use) {
    value(name, SCALAR, Settings::isScalar)
        .ifPresent(value -> use(name, value, () -> use.accept(value.asText())));
  }

  /** A scalar whose absence is written as null. */
  void scalarOrNull(String name, Consumer<String> use) {
    if (!json.path(name).isNull()) {
      scalar(name, use);
    }
  }

  void integer(String name, IntConsumer use) {
    value(name, "an integer", value -> value.isIntegralNumber() && value.canConvertToInt())
        .ifPresent(value -> use(name, value, () -> use.accept(value.intValue())));
  }

  void bool(String name, Consumer<Boolean> use) {
    value(name, "true or false", JsonNode::isBoolean)
        .ifPresent(value -> use.accept(value.booleanValue()));
  }

  void texts(String name, Consumer<String[]> use) {
    value(name, "an array of texts", Settings::isTexts)
        .ifPresent(
            value ->
                use(
                    name,
                    value,
                    () ->
                        use.accept(
                            elements(value).map(JsonNode::textValue).toArray(String[]::new))));
  }

  <E> void oneOf(String name, E[] values, Function<E, String> label, Consumer<E> use) {
    text(
        name,
        text ->
            Arrays.stream(values)
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .ifPresentOrElse(
                    use,
                    () ->
                        problems.add(
                            name,
                            "is '%s', must be one of %s"
                                .formatted(
                                    text,
                                    Arrays.stream(values)
                                        .map(label)
                                        .collect(Collectors.joining(", "))))));
  }

  /** The elements of an array, whatever they are. */
  Stream<JsonNode> array(String name) {
    return value(name, "an array", JsonNode::isArray).stream().flatMap(Settings::elements);
  }

  /** The fields of an object, whatever they are. */
  Stream<Map.Entry<String, JsonNode>> object(String name) {
    return value(name, "a JSON object", JsonNode::isObject).stream()
        .flatMap(value -> value.properties().stream());
  }

  /** The fields of an object of texts, numbers and booleans, as texts. */
  SortedMap<String, String> scalars(String name) {
    SortedMap<String, String> scalars = new TreeMap<>();
    object(name)
        .forEach(
            field -> {
              if (isScalar(field.getValue())) {
                scalars.put(field.getKey(), field.getValue().asText());
              } else {
                problems.under(name).add(field.getKey(), mustBe(field.getValue(), SCALAR));
              }
            });
    return scalars;
  }

  private Optional<JsonNode> value(String name, String expected, Predicate<JsonNode> form) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!form.test(value)) {
      problems.add(name, mustBe(value, expected));
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private void use(String name, JsonNode value, Runnable use) {
    try {
      use.run();
    } catch (IllegalArgumentException | DateTimeException e) {
      problems.add(name, value + " cannot be used: " + e.getMessage());
    }
  }

  private static String mustBe(JsonNode value, String expected) {
    return "is " + value + ", must be " + expected;
  }

  private static boolean isScalar(JsonNode value) {
    return value.isValueNode() && !value.isNull();
  }

  private static boolean isTexts(JsonNode value) {
    return value.isArray() && elements(value).allMatch(JsonNode::isTextual);
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
