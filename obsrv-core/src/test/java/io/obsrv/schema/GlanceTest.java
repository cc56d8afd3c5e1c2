package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.error.RejectionCode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Property(tries = 3_000)
  void sees_nothing_that_the_validator_refuses(
      @ForAll("schemas") JsonNode schema, @ForAll("values") JsonNode value) {
    JsonNode document = record(schema);
    ObjectNode event = NODES.objectNode();
    event.set("f", value);

    boolean sees = GlanceReader.read(document).orElseThrow().sees(event);

    Statistics.label("seen").collect(sees).coverage(c -> c.check(true).percentage(p -> p > 5));
    if (sees) {
      assertThat(JsonSchema.compile(document).violations(event)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'string'}                                        | 'a'",
        "{'type': ['string', 'null']}                              | null",
        "{'type': 'integer', 'minimum': 1, 'maximum': 2}           | 2",
        "{'type': 'number', 'minimum': 0.5}                        | 0.5",
        "{'type': 'boolean'}                                       | true",
        "{'type': 'string', 'format': 'date-time'}                 | '2018-02-06T10:00:00Z'",
        "{'type': 'integer', 'format': 'epoch-millis'}             | 5",
        "{'type': 'string', 'enum': ['a', 'b']}                    | 'b'",
        "{'type': 'string', 'const': 'a'}                          | 'a'",
        "{'type': 'string', 'maxLength': 3, 'minLength': 1}        | 'abc'",
        "{'type': 'array', 'items': {'type': 'integer'}}           | [1, 2]",
        "{'type': 'object', 'properties': {'a': {'type': 'null'}}} | {'a': null, 'b': 1}",
        "true                                                      | [{}]"
      })
  void sees_ordinary_values(String schema, String value) {
    JsonNode event = parse("{'f': " + value + "}");

    assertThat(GlanceReader.read(record(parse(schema))).orElseThrow().sees(event)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'string', 'pattern': 'a'}",
        "{'type': 'string', 'format': 'email'}",
        "{'enum': ['a', 1]}",
        "{'enum': ['a']}",
        "{'$ref': '#'}",
        "{'type': 'object', 'additionalProperties': {'type': 'string'}}",
        "{'type': 'object', 'required': ['a']}",
        "{'anyOf': [true]}",
        "{'type': 'array', 'uniqueItems': true}",
        "{'type': 'integer', 'multipleOf': 2}",
        "false"
      })
  void leaves_schemas_with_other_keywords_to_the_validator(String schema) {
    assertThat(GlanceReader.read(record(parse(schema)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'number'}                                        | 1e9999",
        "{'type': 'integer'}                                       | 1e9999",
        "{'type': 'number', 'minimum': 1}                          | 1e9999",
        "true                                                      | 1e-9999",
        "true                                                      | {'a': 1e9999}",
        "{'type': 'array'}                                         | [1, [1e9999]]",
        "{'type': 'array', 'items': {'type': 'number'}}            | [1, 1e9999]",
        "{'type': 'object', 'properties': {'a': {'type': 'null'}}} | {'a': null, 'b': 1e9999}"
      })
  void leaves_numbers_that_are_huge_when_written_out_to_the_validator(String schema, String value) {
    JsonNode event = parse("{'f': " + value + "}");

    assertThat(GlanceReader.read(record(parse(schema))).orElseThrow().sees(event)).isFalse();
    assertThat(Schema.of(record(parse(schema))).violations(event))
        .extracting(Violation::code)
        .containsExactly(RejectionCode.OUT_OF_RANGE);
  }

  @Test
  void leaves_records_that_lack_a_field_or_have_one_too_many_to_the_validator() {
    Glance glance =
        GlanceReader.read(
                parse(
                    "{'type': 'object', 'required': ['a'], 'additionalProperties': false,"
                        + " 'properties': {'a': true}}"))
            .orElseThrow();

    assertThat(glance.sees(parse("{'a': 1}"))).isTrue();
    assertThat(glance.sees(parse("{}"))).isFalse();
    assertThat(glance.sees(parse("{'a': 1, 'b': 1}"))).isFalse();
    assertThat(glance.sees(parse("[]"))).isFalse();
  }

  private static JsonNode record(JsonNode field) {
    ObjectNode document = NODES.objectNode().put("type", "object");
    document.putObject("properties").set("f", field);
    return document;
  }

  private static JsonNode parse(String json) {
    return JsonText.parse(json.replace('\'', '"'));
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return Arbitraries.oneOf(
        JsonArbitraries.values(JsonArbitraries.storableTexts()),
        Arbitraries.of(
                "'a'",
                "'ab'",
                "1",
                "2",
                "1.0",
                "0.5",
                "null",
                "true",
                "[]",
                "{}",
                "{'a': 1}",
                "'2018-02-06'")
            .map(GlanceTest::parse));
  }

  /** Schemas of the known keywords, in any combination. */
  @Provide
  Arbitrary<JsonNode> schemas() {
    return Combinators.combine(types(), keywords().list().ofMaxSize(3), nested())
        .as(
            (type, keywords, nested) -> {
              ObjectNode schema = NODES.objectNode();
              keywords.forEach(keyword -> schema.setAll((ObjectNode) keyword));
              schema.setAll((ObjectNode) nested);
              if (schema.has("enum") || schema.has("const")) {
                schema.put("type", "string");
              } else if (!type.isEmpty()) {
                schema.set("type", type);
              }
              if (schema.has("enum")) {
                schema.remove("const");
              }
              return schema;
            });
  }

  private static Arbitrary<ArrayNode> types() {
    return Arbitraries.of("string", "integer", "number", "boolean", "null", "array", "object")
        .set()
        .ofMaxSize(3)
        .map(
            names -> {
              ArrayNode array = NODES.arrayNode();
              names.forEach(array::add);
              return array;
            });
  }

  private static Arbitrary<JsonNode> keywords() {
    return Arbitraries.of(
            List.of(
                "{'minimum': 1}",
                "{'maximum': 1.5}",
                "{'minLength': 1}",
                "{'maxLength': 1}",
                "{'format': 'date'}",
                "{'format': 'date-time'}",
                "{'format': 'iso-8601'}",
                "{'format': 'epoch-millis'}",
                "{'enum': ['a', 'b']}",
                "{'const': 'a'}",
                "{'title': 'f', 'x-pii': true, 'default': 'a'}"))
        .map(GlanceTest::parse);
  }

  private static Arbitrary<JsonNode> nested() {
    return Arbitraries.of(
            List.of(
                "{}",
                "{}",
                "{'properties': {'a': {'type': 'integer'}}}",
                "{'properties': {'a': {'type': 'integer'}}, 'required': ['a']}",
                "{'properties': {'a': true}, 'additionalProperties': false}",
                "{'items': {'type': 'string'}}",
                "{'items': true}"))
        .map(GlanceTest::parse);
  }
}
