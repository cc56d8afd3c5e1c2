package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e5 | 100000",
        "-1.5E+3 | -1500",
        "0e7 | 0",
        "[1, 2e1] | [1, 20]",
        "{\"a\": {\"b\": [1e2]}, \"c\": 1.0} | {\"a\": {\"b\": [100]}, \"c\": 1.0}",
        "12e18 | 12000000000000000000"
      })
  void integers_are_written_out(String json, String plain) {
    assertThat(PlainNumbers.in(JsonText.parse(json))).isEqualTo(JsonText.parse(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.50", "1e-7", "0.0", "\"1e5\"", "[1.5, {}]", "{\"a\": null}"})
  void everything_else_stays_the_same(String json) {
    JsonNode value = JsonText.parse(json);

    assertThat(PlainNumbers.in(value)).isSameAs(value);
  }
}
