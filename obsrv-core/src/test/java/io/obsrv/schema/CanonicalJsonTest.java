package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  private static String canonical(String json) {
    return CanonicalJson.write(JsonText.parse(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"name\": 1, \"id\": 2} | {\"id\":2,\"name\":1}",
        "[{\"b\": {\"y\": 1, \"x\": []}, \"a\": {}}, null] |"
            + " [{\"a\":{},\"b\":{\"x\":[],\"y\":1}},null]",
        "{\"！\": 1, \"😀\": 2, \"\": true} | {\"\":true,\"😀\":2,\"！\":1}",
        "[1, 1.0, 1.00, 10e-1, 0.1e1] | [1,1,1,1,1]",
        "[100, 1e2, 1E+2, 100.0] | [1E+2,1E+2,1E+2,1E+2]",
        "[0, -0, 0.0, -0.0, 0e7] | [0,0,0,0,0]",
        "[12345678901234567890, 1e-7] | [1.234567890123456789E+19,1E-7]",
        "[\"1.0\", \"a\\u0001\\\"😀\", false] | [\"1.0\",\"a\\u0001\\\"😀\",false]"
      })
  void a_value_has_one_text(String json, String text) {
    assertThat(canonical(json)).isEqualTo(text);
    assertThat(canonical(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[1, 2] | [2, 1]",
        "[[1], 2] | [1, [2]]",
        "1 | \"1\"",
        "0 | false",
        "{} | []",
        "{} | null",
        "{\"a\": null} | {}",
        "{\"a\": 1, \"b\": 2} | {\"a\": 2, \"b\": 1}",
        "{\"a\": {\"b\": 1}} | {\"a\": {}, \"b\": 1}",
        "9007199254740993 | 9007199254740992",
        "0.1 | 0.10000000000000001",
        "\"é\" | \"e\u0301\""
      })
  void other_values_have_other_texts(String one, String other) {
    assertThat(canonical(one)).isNotEqualTo(canonical(other));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void neither_the_order_of_fields_nor_the_form_of_numbers_counts(
      @ForAll("values") JsonNode value) {
    String text = CanonicalJson.write(value);

    assertThat(CanonicalJson.write(otherwise(value))).isEqualTo(text);
    assertThat(CanonicalJson.write(JsonText.parse(text))).isEqualTo(text);
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return JsonArbitraries.values(JsonArbitraries.storableTexts());
  }

  /** Fields in reverse, and a zero more behind each number. */
  private static JsonNode otherwise(JsonNode value) {
    if (value.isObject()) {
      List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(value.properties());
      Collections.reverse(fields);
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      fields.forEach(field -> object.set(field.getKey(), otherwise(field.getValue())));
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(otherwise(element)));
      return array;
    }
    return value.isNumber()
        ? JsonNodeFactory.instance.numberNode(
            value.decimalValue().setScale(value.decimalValue().scale() + 1))
        : value;
  }
}
