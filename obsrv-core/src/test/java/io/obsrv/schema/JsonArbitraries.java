package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Random JSON as the parser would give it: nested, of mixed types, with huge numbers, dates and any
 * text.
 */
final class JsonArbitraries {
  private static final int DEPTH = 3;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonArbitraries() {}

  /** Texts that can be stored: whole code points, without U+0000. */
  static Arbitrary<String> storableTexts() {
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(1, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(Character::toString)
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(
        any,
        Arbitraries.of(
            "",
            " ",
            "007",
            "n/a",
            "true",
            "1.5",
            "2018-02-06",
            "2018-02-30",
            "2018-02-06T10:00:00Z",
            "2018-02-06 10:00:00",
            "2018-02-06T25:00:00Z"));
  }

  static Arbitrary<String> numbers() {
    return Arbitraries.of(
        "0",
        "-1",
        "7",
        "1517966773840",
        "4099999999999",
        "9223372036854775807",
        "9223372036854775808",
        "-123456789012345678901234567890",
        "9".repeat(120),
        "9".repeat(400),
        "0.1",
        "1.50",
        "-0.0",
        "1e3",
        "1E+300",
        "1E+400",
        "1E-400",
        "0.1234567890123456789",
        "12345678901234567.25");
  }

  static Arbitrary<JsonNode> values(Arbitrary<String> texts) {
    return values(texts, DEPTH);
  }

  static Arbitrary<JsonNode> objects(Arbitrary<String> texts) {
    return objects(texts, DEPTH);
  }

  /** Of bounded depth: what refers to itself lazily grows beyond the heap once in a while. */
  private static Arbitrary<JsonNode> values(Arbitrary<String> texts, int depth) {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            texts.map(NODES::textNode),
            numbers().map(JsonText::parse),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    return depth == 0
        ? scalars
        : Arbitraries.frequencyOf(
            Tuple.of(3, scalars),
            Tuple.of(1, values(texts, depth - 1).list().ofMaxSize(3).map(JsonArbitraries::array)),
            Tuple.of(1, objects(texts, depth - 1)));
  }

  /** Few names, so that fields meet, and some that no column can have. */
  private static Arbitrary<JsonNode> objects(Arbitrary<String> texts, int depth) {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(
                "a",
                "b",
                "c",
                "a_b",
                "_a",
                "",
                "a/b",
                "~",
                "x\ny",
                " ",
                "id",
                "time",
                "é".repeat(300)),
            Arbitraries.of("a", "b", "c"));
    return Arbitraries.maps(names, values(texts, depth)).ofMaxSize(4).map(JsonArbitraries::object);
  }

  private static JsonNode array(List<JsonNode> elements) {
    return NODES.arrayNode().addAll(elements);
  }

  private static JsonNode object(Map<String, JsonNode> fields) {
    ObjectNode object = NODES.objectNode();
    object.setAll(fields);
    return object;
  }
}
