package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.obsrv.error.RejectionCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnReadTest {
  private static final String DECIMAL = "\"type\":\"number\",\"x-precision\":5,\"x-scale\":2";

  private static Column column(String keywords) {
    return Schema.parse("{\"type\":\"object\",\"properties\":{\"a\":{%s}}}".formatted(keywords))
        .columns()
        .get(0);
  }

  private static Column typed(String type) {
    return column("\"type\":\"" + type + "\"");
  }

  private static Column formatted(String type, String format) {
    return column("\"type\":\"%s\",\"format\":\"%s\"".formatted(type, format));
  }

  private static Column patterned(String pattern) {
    return column("\"type\":\"string\",\"x-time-pattern\":\"%s\"".formatted(pattern));
  }

  private static Object read(Column column, String json) throws UnreadableValueException {
    return column.read(JsonText.parse(json));
  }

  private static void refused(Column column, String json, RejectionCode code, String message) {
    assertThatThrownBy(() -> read(column, json))
        .isInstanceOfSatisfying(
            UnreadableValueException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessage(message);
  }

  @Test
  void null_is_null_for_every_type() throws UnreadableValueException {
    for (ColumnType type : ColumnType.values()) {
      assertThat(Column.of("a", type).read(NullNode.getInstance())).isNull();
    }
  }

  @Test
  void a_string_column_holds_every_scalar_as_its_json_text() throws UnreadableValueException {
    assertThat(read(typed("string"), "\"x\"")).isEqualTo("x");
    assertThat(read(typed("string"), "1.50")).isEqualTo("1.50");
    assertThat(read(typed("string"), "true")).isEqualTo("true");
    assertThat(read(typed("string"), "\"\\ud83d\\ude00\"")).isEqualTo("😀");
    refused(typed("string"), "[1]", RejectionCode.WRONG_TYPE, "'[1]' is not a string");
  }

  @Test
  void texts_that_no_store_keeps_are_refused() {
    refused(
        typed("string"),
        "\"a\\u0000\"",
        RejectionCode.UNSUPPORTED_TEXT,
        "text holds U+0000 at position 1, which cannot be stored");
    refused(
        typed("string"),
        "\"\\ud83d\"",
        RejectionCode.UNSUPPORTED_TEXT,
        "text holds U+D83D at position 0, which cannot be stored");
    refused(
        typed("string"),
        "\"\\ude00\\ud83d\"",
        RejectionCode.UNSUPPORTED_TEXT,
        "text holds U+DE00 at position 0, which cannot be stored");
    refused(
        typed("array"),
        "[{\"a\\u0000\":1}]",
        RejectionCode.UNSUPPORTED_TEXT,
        "text holds U+0000 at position 1, which cannot be stored");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-7, -7",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "5.0, 5",
    "1e3, 1000",
    "0e999999999, 0",
    "92233720368547758070e-1, 9223372036854775807",
  })
  void an_integer_column_holds_64_bits(String json, long value) throws UnreadableValueException {
    assertThat(read(typed("integer"), json)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "1e999999999", "-1e19", "9223372036854775808.0"})
  void an_integer_column_refuses_more_than_64_bits(String json) {
    refused(
        typed("integer"),
        json,
        RejectionCode.OUT_OF_RANGE,
        Excerpt.of(JsonText.parse(json).toString()) + " does not fit the 64 bits of an integer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1E-999999999", "\"5\"", "true", "{}"})
  void an_integer_column_refuses_what_is_no_integer(String json) {
    refused(typed("integer"), json, RejectionCode.WRONG_TYPE, "'" + json + "' is not an integer");
  }

  @Test
  void a_number_column_holds_finite_doubles_and_one_zero() throws UnreadableValueException {
    assertThat(read(typed("number"), "1.5")).isEqualTo(1.5);
    assertThat(read(typed("number"), "12345678901234567890")).isEqualTo(0x1.56a95319d63e1p63);
    assertThat(read(typed("number"), "-0.0")).isEqualTo(0.0);
    refused(
        typed("number"),
        "1e400",
        RejectionCode.OUT_OF_RANGE,
        "'1E+400' does not fit the 64 bits of a number");
    refused(typed("number"), "\"1\"", RejectionCode.WRONG_TYPE, "'\"1\"' is not a number");
  }

  @Test
  void numbers_that_are_not_finite_are_refused_although_json_cannot_write_them() {
    for (Column column : new Column[] {typed("integer"), typed("number"), column(DECIMAL)}) {
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatThrownBy(() -> column.read(DoubleNode.valueOf(value)))
            .isInstanceOfSatisfying(
                UnreadableValueException.class,
                e -> assertThat(e.code()).isEqualTo(RejectionCode.OUT_OF_RANGE));
      }
    }
  }

  @Test
  void a_decimal_column_is_exact_and_has_its_scale() throws UnreadableValueException {
    assertThat(read(column(DECIMAL), "1.5")).isEqualTo(new BigDecimal("1.50"));
    assertThat(read(column(DECIMAL), "1.5000")).isEqualTo(new BigDecimal("1.50"));
    assertThat(read(column(DECIMAL), "-999.99")).isEqualTo(new BigDecimal("-999.99"));
    assertThat(read(column(DECIMAL), "0e-9999")).isEqualTo(new BigDecimal("0.00"));
    assertThat(read(column(DECIMAL), "1e2")).isEqualTo(new BigDecimal("100.00"));
    for (String json : new String[] {"1000", "1.001", "1E+999999999", "1E-999999999"}) {
      refused(
          column(DECIMAL),
          json,
          RejectionCode.OUT_OF_RANGE,
          "'" + json + "' does not fit decimal(5, 2)");
    }
    refused(column(DECIMAL), "\"1\"", RejectionCode.WRONG_TYPE, "'\"1\"' is not a number");
  }

  @Test
  void a_boolean_column_holds_true_and_false_only() throws UnreadableValueException {
    assertThat(read(typed("boolean"), "true")).isEqualTo(true);
    refused(typed("boolean"), "1", RejectionCode.WRONG_TYPE, "'1' is not true or false");
  }

  @ParameterizedTest
  @CsvSource({
    "2018-02-06T23:59:00Z, 2018-02-06T23:59:00Z",
    "2018-02-06t23:59:00z, 2018-02-06T23:59:00Z",
    "2018-02-06 23:59:00+01:00, 2018-02-06T22:59:00Z",
    "2018-02-06 23:59:00+00, 2018-02-06T23:59:00Z",
    "2018-02-06T23:59:00-0130, 2018-02-07T01:29:00Z",
    "2018-02-06T23:59Z, 2018-02-06T23:59:00Z",
    "2018-02-06T23:59:00.123456789Z, 2018-02-06T23:59:00.123456Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
  })
  void a_date_time_is_an_instant_in_microseconds(String text, Instant value)
      throws UnreadableValueException {
    Column column = formatted("string", "date-time");
    assertThat(column.read(TextNode.valueOf(text))).isEqualTo(value);
  }

  @Test
  void a_date_time_needs_an_offset_and_an_existing_instant() {
    Column column = formatted("string", "date-time");
    String suffix = " is not a date-time such as 2018-02-06T23:59:00Z";
    for (String text : new String[] {"2018-02-06T23:59:00", "2018-02-30T00:00:00Z", "soon", ""}) {
      refused(column, "\"" + text + "\"", RejectionCode.BAD_FORMAT, "'" + text + "'" + suffix);
    }
    refused(
        column,
        "\"9999-12-31T23:59:59-01:00\"",
        RejectionCode.OUT_OF_RANGE,
        "'9999-12-31T23:59:59-01:00' is outside of the years 1 to 9999");
    refused(column, "1517966773", RejectionCode.WRONG_TYPE, "'1517966773' is not a text");
  }

  @Test
  void a_local_date_time_is_read_as_utc() throws UnreadableValueException {
    Column column = formatted("string", "local-date-time");
    Instant expected = Instant.parse("2018-02-06T23:59:00Z");
    assertThat(read(column, "\"2018-02-06 23:59:00\"")).isEqualTo(expected);
    assertThat(read(column, "\"2018-02-06T23:59\"")).isEqualTo(expected);
    refused(
        column,
        "\"2018-02-06 24:59:00\"",
        RejectionCode.BAD_FORMAT,
        "'2018-02-06 24:59:00' is not a local-date-time such as 2018-02-06 23:59:00");
  }

  @Test
  void epochs_are_integers_in_their_unit() throws UnreadableValueException {
    Instant expected = Instant.parse("2018-02-07T01:26:13Z");
    assertThat(read(formatted("integer", "epoch-seconds"), "1517966773")).isEqualTo(expected);
    assertThat(read(formatted("integer", "epoch-millis"), "1517966773000")).isEqualTo(expected);
    assertThat(read(formatted("integer", "epoch-millis"), "-1.0"))
        .isEqualTo(Instant.parse("1969-12-31T23:59:59.999Z"));
    refused(
        formatted("integer", "epoch-seconds"),
        "1517966773000",
        RejectionCode.OUT_OF_RANGE,
        "'1517966773000' is outside of the years 1 to 9999");
    refused(
        formatted("integer", "epoch-seconds"),
        "9223372036854775807",
        RejectionCode.OUT_OF_RANGE,
        "'9223372036854775807' is outside of the years 1 to 9999");
  }

  @Test
  void a_pattern_is_read_strictly() throws UnreadableValueException {
    assertThat(read(patterned("dd.MM.yyyy HH:mm"), "\"06.02.2018 23:59\""))
        .isEqualTo(Instant.parse("2018-02-06T23:59:00Z"));
    assertThat(read(patterned("dd.MM.yyyy"), "\"06.02.2018\""))
        .isEqualTo(Instant.parse("2018-02-06T00:00:00Z"));
    assertThat(read(patterned("MMM d, yyyy h:mm a"), "\"feb 6, 2018 11:59 pm\""))
        .isEqualTo(Instant.parse("2018-02-06T23:59:00Z"));
    assertThat(read(patterned("yyyy-MM-dd'T'HH:mm:ssXXX"), "\"2018-02-06T23:59:00+01:00\""))
        .isEqualTo(Instant.parse("2018-02-06T22:59:00Z"));
    assertThat(read(patterned("yyyy-MM-dd[ HH:mm]"), "\"2018-02-06\""))
        .isEqualTo(Instant.parse("2018-02-06T00:00:00Z"));
    refused(
        patterned("dd.MM.yyyy"),
        "\"31.02.2024\"",
        RejectionCode.BAD_FORMAT,
        "'31.02.2024' is not a time like dd.MM.yyyy");
  }

  @Test
  void a_date_column_holds_dates_that_exist() throws UnreadableValueException {
    Column column = formatted("string", "date");
    assertThat(read(column, "\"2024-02-29\"")).isEqualTo(LocalDate.of(2024, 2, 29));
    refused(
        column,
        "\"2023-02-29\"",
        RejectionCode.BAD_FORMAT,
        "'2023-02-29' is not a date such as 2018-02-06");
    refused(column, "20240229", RejectionCode.WRONG_TYPE, "'20240229' is not a date");
  }

  @Test
  void a_json_column_holds_anything_but_endless_numbers() throws UnreadableValueException {
    assertThat(read(typed("array"), "[1,{\"a\":null}]"))
        .isEqualTo(JsonText.parse("[1,{\"a\":null}]"));
    refused(
        typed("array"),
        "[1e9999]",
        RejectionCode.OUT_OF_RANGE,
        "'1E+9999' has more than 1,000 digits when written out");
  }

  @Test
  void long_values_are_shown_in_part_and_storable() {
    refused(
        typed("integer"),
        "\"" + "x".repeat(100) + "\"",
        RejectionCode.WRONG_TYPE,
        "'\"" + "x".repeat(79) + "…' is not an integer");
    refused(
        formatted("string", "date"),
        "\"\\u0000\\ud83d\"",
        RejectionCode.BAD_FORMAT,
        "'\uFFFD\uFFFD' is not a date such as 2018-02-06");
  }
}
