package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.error.InvalidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {
  private static JsonNode json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }

  private static Inference of(String... events) {
    return Inference.of(Stream.of(events).map(InferenceTest::json).toList());
  }

  /** One field of these values. */
  private static Inference values(String... values) {
    return of(Stream.of(values).map("{'a':%s}"::formatted).toArray(String[]::new));
  }

  private static String document(Inference inference) {
    return inference.schema().toString().replace('"', '\'');
  }

  private static String keywords(Inference inference) {
    return inference.schema().document().at("/properties/a").toString().replace('"', '\'');
  }

  private static List<String> suggestions(Inference inference) {
    return inference.suggestions().stream().map(Suggestion::toString).toList();
  }

  private static List<String> columns(Inference inference) {
    return inference.schema().columns().stream().map(Column::name).toList();
  }

  @Nested
  class Types {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "'x' | {'type':'string'}",
          "7 | {'type':'integer'}",
          "9223372036854775807 | {'type':'integer'}",
          "9223372036854775808 | {'type':'number','x-precision':38}",
          "1.5 | {'type':'number'}",
          "true | {'type':'boolean'}",
          "'2018-02-06' | {'type':'string','format':'date'}",
          "'2018-02-30' | {'type':'string'}",
          "'2018-02-06T10:00:00Z' | {'type':'string','format':'date-time'}",
          "'2018-02-06 10:00:00' | {'type':'string','format':'local-date-time'}",
          "[1,'x'] | {'type':'array'}",
          "{} | {'type':'object'}",
          "1517966773840 | {'type':'integer','format':'epoch-millis'}",
          "1517966773 | {'type':'integer'}",
        })
    void of_one_value(String value, String keywords) {
      assertThat(keywords(values(value))).isEqualTo(keywords);
    }

    @Test
    void integers_and_decimals_widen_to_number_silently() {
      Inference inference = values("1", "1.5");
      assertThat(keywords(inference)).isEqualTo("{'type':'number'}");
      assertThat(inference.suggestions()).isEmpty();
    }

    @Test
    void scalars_of_several_types_widen_to_text_and_say_so() {
      Inference inference = values("1", "2", "1.5", "'n/a'", "true");
      assertThat(keywords(inference)).isEqualTo("{'type':['string','number','boolean']}");
      assertThat(inference.schema().columns().get(0).type()).isEqualTo(ColumnType.STRING);
      assertThat(suggestions(inference))
          .containsExactly(
              "a: holds 1 string, 2 integers, 1 decimal and 1 boolean, the first string 'n/a' in record 4; read as text");
    }

    @Test
    void times_of_several_formats_are_text() {
      assertThat(keywords(values("'2018-02-06'", "'2018-02-06 10:00:00'")))
          .isEqualTo("{'type':'string'}");
    }

    @Test
    void arrays_and_objects_beside_anything_else_become_json() {
      Inference inference = values("{'x':1}", "[1]", "'x'");
      assertThat(keywords(inference)).isEqualTo("{'type':['string','array','object']}");
      assertThat(columns(inference)).containsExactly("a");
      assertThat(suggestions(inference))
          .containsExactly("a: holds 1 string, 1 array and 1 object; kept as JSON");
    }

    @Test
    void integers_of_more_than_64_bits_are_exact_decimals_up_to_100_digits_and_then_text() {
      assertThat(suggestions(values("1", "123456789012345678901")))
          .containsExactly(
              "a: holds integers of up to 21 digits, more than 64 bits; read as exact decimals");
      assertThat(keywords(values("9".repeat(39)))).isEqualTo("{'type':'number','x-precision':100}");
      Inference tooLong = values("9".repeat(101));
      assertThat(keywords(tooLong)).isEqualTo("{'type':['integer','string']}");
      assertThat(suggestions(tooLong))
          .containsExactly("a: holds numbers beyond 64 bits; read as text");
    }

    @Test
    void numbers_beyond_64_bits_are_text() {
      assertThat(keywords(values("1e400", "1"))).isEqualTo("{'type':['number','string']}");
    }

    @Test
    void numbers_that_lose_digits_are_told() {
      assertThat(suggestions(values("0.1", "12345678901234567.25")))
          .containsExactly(
              "a: holds numbers of up to 19 digits, of which a number keeps about 15; to keep all, add \"x-precision\": 19, \"x-scale\": 2");
    }

    @Test
    void a_field_that_never_had_a_value_is_text_that_may_be_null() {
      Inference inference = values("null", "null");
      assertThat(keywords(inference)).isEqualTo("{'type':['string','null']}");
      assertThat(suggestions(inference)).containsExactly("a: never had a value; read as text");
    }

    @Test
    void milliseconds_are_told_with_the_years_they_mean() {
      assertThat(suggestions(values("1517966773840", "1500000000000")))
          .containsExactly(
              "a: read as milliseconds since 1970, 2017-07-14T02:40:00Z to 2018-02-07T01:26:13.840Z; if it is a number, take \"format\" away");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"id", "userId", "EAN", "phone number", "order_no", "x.count", "Total-Bytes"})
    void identifiers_and_amounts_are_no_milliseconds(String name) {
      Inference inference = of("{'%s':1517966773840}".formatted(name));
      assertThat(inference.schema().columns().get(0).type()).isEqualTo(ColumnType.INTEGER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999", "4100000000000", "5", "1.5"})
    void integers_of_other_years_are_no_milliseconds(String other) {
      Inference inference = of("{'a':1517966773840}", "{'a':%s}".formatted(other));
      assertThat(inference.schema().columns().get(0).type()).isNotEqualTo(ColumnType.TIMESTAMP);
    }
  }

  @Nested
  class Presence {
    @Test
    void decides_on_required_and_null() {
      assertThat(document(of("{'a':1,'b':null,'c':1}", "{'a':2,'b':1}")))
          .isEqualTo(
              "{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':['integer','null']},'c':{'type':['integer','null']}},'required':['a']}");
    }

    @Test
    void is_counted_within_the_object_around() {
      Inference inference = of("{'o':{'x':1}}", "{'o':{'x':2,'y':3}}", "{'o':null}", "{}");
      assertThat(document(inference))
          .isEqualTo(
              "{'type':'object','properties':{'o':{'type':['object','null'],'properties':{'x':{'type':'integer'},'y':{'type':['integer','null']}},'required':['x']}}}");
      assertThat(inference.schema().columns()).noneMatch(Column::required);
    }

    @Test
    void keeps_the_order_of_first_appearance() {
      assertThat(columns(of("{'z':1,'a':{'y':1}}", "{'b':1,'a':{'x':1},'z':1}")))
          .containsExactly("z", "a_y", "a_x", "b");
    }
  }

  @Nested
  class Names {
    @Test
    void of_columns_stay_with_the_fields_whose_own_they_are() {
      Inference inference = of("{'a':{'b':1},'a_b':2,'a_b_2':3}");
      assertThat(columns(inference)).containsExactly("a_b", "a_b_3", "a_b_2");
      assertThat(suggestions(inference))
          .containsExactly(
              "a_b_3: is the column of 'a_b', because another field is the column 'a_b'");
    }

    @Test
    void that_no_column_can_have_are_replaced() {
      Inference inference =
          of("{'_seq':1,'seq':2,'':3,'x\\ny':4,'%s':5,'_':6}".formatted("é".repeat(300)));
      assertThat(columns(inference))
          .containsExactly("seq_2", "seq", "column_3", "x_y", "é".repeat(247), "_");
      assertThat(suggestions(inference))
          .startsWith(
              "seq_2: is the column of '_seq', because that name is kept for the library",
              "column_3: is the column of '', because a column's name has 1 to 255 characters, none of them a control character");
    }

    @Test
    void that_cannot_be_stored_leave_their_field_out() {
      Inference inference =
          Inference.of(
              List.of(
                  json("{'a':1,'x\\u0000':1}"),
                  JsonNodeFactory.instance.objectNode().put("a", 1).put("\ud800", 1)));
      assertThat(columns(inference)).containsExactly("a");
      assertThat(suggestions(inference))
          .containsExactly(
              "2 fields are left out, beyond 1,000 columns or with names that cannot be stored");
    }

    @Test
    void may_hold_blanks_and_symbols() {
      assertThat(columns(of("{' Total (€) ':1,'a.b':1,'a/b':1}")))
          .containsExactly(" Total (€) ", "a.b", "a/b");
    }
  }

  @Nested
  class Bounds {
    @Test
    void objects_with_data_for_names_become_json() {
      List<JsonNode> events =
          IntStream.range(0, 300)
              .mapToObj(i -> json("{'users':{'user-%d':{'n':%d}},'b':1}".formatted(i, i)))
              .toList();
      Inference inference = Inference.of(events);
      assertThat(document(inference))
          .isEqualTo(
              "{'type':'object','properties':{'users':{'type':'object'},'b':{'type':'integer'}},'required':['users','b']}");
      assertThat(suggestions(inference))
          .containsExactly("users: kept as one JSON column: it has more than 200 different fields");
    }

    @Test
    void what_is_nested_too_deep_becomes_json() {
      Inference inference = of("{'a':".repeat(50) + "1" + "}".repeat(50));
      assertThat(columns(inference)).containsExactly("a" + "_a".repeat(19));
      assertThat(suggestions(inference))
          .containsExactly(
              "a"
                  + "_a".repeat(19)
                  + ": kept as one JSON column: it is nested in 20 other objects");
    }

    @Test
    void the_largest_objects_give_way_when_there_are_too_many_columns() {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      IntStream.range(0, 850).forEach(i -> event.put("f" + i, i));
      IntStream.range(0, 150).forEach(i -> event.withObject("/large").put("x" + i, i));
      IntStream.range(0, 50).forEach(i -> event.withObject("/small").put("x" + i, i));
      Inference inference = Inference.of(List.of(event));
      assertThat(inference.schema().columns()).hasSize(901);
      assertThat(suggestions(inference))
          .containsExactly("large: kept as one JSON column: there are more than 1,000 columns");
    }

    @Test
    void further_fields_of_the_record_itself_are_left_out() {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      IntStream.range(0, 1_005).forEach(i -> event.put("f" + i, i));
      Inference inference = Inference.of(List.of(event));
      assertThat(inference.schema().columns()).hasSize(1_000);
      assertThat(suggestions(inference))
          .containsExactly(
              "5 fields are left out, beyond 1,000 columns or with names that cannot be stored");
    }

    @Test
    void what_is_remembered_does_not_grow_without_end() {
      Inference.Builder builder = Inference.builder();
      for (int i = 0; i < 3_000; i++) {
        builder.add(json("{'o%d':{'p%d':{'q':%d}}}".formatted(i % 900, i % 7, i)));
      }
      assertThat(builder.infer().schema().columns()).hasSizeLessThanOrEqualTo(1_000);
    }
  }

  @Nested
  class Enumerations {
    @Test
    void are_suggested_never_written() {
      String[] values = {"'x'", "'y'", "'x'", "'x'", "'x'", "'x'", "'x'", "'x'", "'x'", "'x'"};
      Inference inference = values(values);
      assertThat(keywords(inference)).isEqualTo("{'type':'string'}");
      assertThat(suggestions(inference))
          .containsExactly("a: has only 2 values; to refuse others, add \"enum\": [\"x\",\"y\"]");
    }

    @Test
    void of_fields_that_may_be_null_have_null() {
      List<JsonNode> events =
          IntStream.range(0, 20)
              .mapToObj(i -> json("{'a':%s}".formatted(i % 3 == 0 ? "null" : "'v" + i % 2 + "'")))
              .toList();
      assertThat(suggestions(Inference.of(events)))
          .containsExactly(
              "a: has only 2 values; to refuse others, add \"enum\": [\"v1\",\"v0\",null]");
    }

    @Test
    void need_few_values_that_repeat() {
      assertThat(suggestions(values("'x'", "'y'"))).isEmpty();
      List<JsonNode> many =
          IntStream.range(0, 1_000).mapToObj(i -> json("{'a':'v%d'}".formatted(i % 13))).toList();
      assertThat(suggestions(Inference.of(many))).isEmpty();
      List<JsonNode> one = IntStream.range(0, 100).mapToObj(i -> json("{'a':'v'}")).toList();
      assertThat(suggestions(Inference.of(one))).isEmpty();
    }
  }

  @Nested
  class Hints {
    private Inference.Builder builder() {
      return Inference.builder();
    }

    private Inference infer(Inference.Builder builder, String... values) {
      Stream.of(values).forEach(value -> builder.add(json("{'o':{'t':%s}}".formatted(value))));
      return builder.infer();
    }

    private String keywords(Inference inference) {
      return inference
          .schema()
          .document()
          .at("/properties/o/properties/t")
          .toString()
          .replace('"', '\'');
    }

    @Test
    void for_numbers_keep_a_column_numeric_and_tell_what_will_be_quarantined() {
      Inference inference = infer(builder().numeric("o_t"), "1", "'n/a'", "2.5", "null");
      assertThat(keywords(inference)).isEqualTo("{'type':['number','null']}");
      assertThat(suggestions(inference))
          .containsExactly(
              "o_t: 1 of 3 values are not numbers, the first is 'n/a' in record 2; those records will be quarantined");
    }

    @Test
    void for_numbers_also_mean_that_milliseconds_are_numbers() {
      assertThat(keywords(infer(builder().numeric("o_t"), "1517966773840")))
          .isEqualTo("{'type':'integer'}");
    }

    @Test
    void for_numbers_are_not_followed_where_there_is_none() {
      Inference inference = infer(builder().numeric("o_t"), "'x'");
      assertThat(keywords(inference)).isEqualTo("{'type':'string'}");
      assertThat(suggestions(inference))
          .containsExactly("o_t: 1 of 1 values are not numbers, the first is 'x' in record 1");
      assertThat(keywords(infer(builder().numeric("o_t"), "null")))
          .isEqualTo("{'type':['number','null']}");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "1517966773 | {'type':'integer','format':'epoch-seconds'}",
          "-5 | {'type':'integer','format':'epoch-seconds'}",
          "1517966773840 | {'type':'integer','format':'epoch-millis'}",
          "999999999999 | {'type':'integer','format':'epoch-millis'}",
          "'2018-02-06' | {'type':'string','format':'date'}",
          "'2018-02-06T10:00' | {'type':'string','format':'local-date-time'}",
          "'2018-02-06 10:00:00+01' | {'type':'string','format':'date-time'}",
          "null | {'type':['string','null'],'format':'date-time'}",
        })
    void for_the_time_take_the_format_of_the_values(String value, String keywords) {
      assertThat(keywords(infer(builder().timestamp("o_t", Optional.empty()), value)))
          .isEqualTo(keywords);
    }

    @Test
    void for_the_time_take_the_format_that_most_values_have() {
      Inference inference =
          infer(
              builder().timestamp("o_t", Optional.empty()),
              "1517966773",
              "'soon'",
              "'2018-02-06T10:00:00Z'",
              "'2018-02-07T10:00:00Z'");
      assertThat(keywords(inference)).isEqualTo("{'type':'string','format':'date-time'}");
      assertThat(suggestions(inference))
          .containsExactly(
              "o_t: 2 of 4 values are not a date-time such as 2018-02-06T23:59:00Z, the first is '1517966773' in record 1; those records will be quarantined");
    }

    @Test
    void for_the_time_take_all_forms_of_iso_8601_together() {
      Inference inference =
          infer(
              builder().timestamp("o_t", Optional.empty()),
              "'2018-02-06'",
              "'soon'",
              "'2018-02-06T10:00:00Z'",
              "'2018-02-07 10:00:00'",
              "7",
              "8");
      assertThat(keywords(inference)).isEqualTo("{'type':'string','format':'iso-8601'}");
      assertThat(suggestions(inference))
          .containsExactly(
              "o_t: 3 of 6 values are not a date or time of ISO 8601, the first is 'soon' in record 2; those records will be quarantined");
    }

    @Test
    void for_the_time_may_be_a_pattern() {
      Inference.Builder builder = builder().timestamp("o_t", Optional.of("dd.MM.yyyy"));
      Inference inference = infer(builder, "'06.02.2018'", "'31.02.2018'");
      assertThat(keywords(inference)).isEqualTo("{'type':'string','x-time-pattern':'dd.MM.yyyy'}");
      assertThat(suggestions(inference))
          .containsExactly(
              "o_t: 1 of 2 values are not a time like dd.MM.yyyy, the first is '31.02.2018' in record 2; those records will be quarantined");
    }

    @Test
    void for_the_time_are_not_followed_where_no_value_is_one() {
      Inference inference = infer(builder().timestamp("o_t", Optional.empty()), "'soon'");
      assertThat(keywords(inference)).isEqualTo("{'type':'string'}");
      assertThat(suggestions(inference))
          .containsExactly("o_t: 1 of 1 values are not a time, the first is 'soon' in record 1");
    }

    @Test
    void for_fields_that_there_are_not_are_told() {
      assertThat(suggestions(infer(builder().numeric("x").timestamp("y", Optional.empty()), "1")))
          .containsExactly(
              "x: no record has such a field, check its name",
              "y: no record has such a field, check its name");
    }

    @Test
    void come_before_records_and_are_checked_at_once() {
      assertThatThrownBy(() -> builder().timestamp("t", Optional.of("nonsense")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Unknown pattern letter: o");
      Inference.Builder used = builder().add(json("{'a':1}"));
      assertThatThrownBy(() -> used.numeric("a"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a record was added already; give hints before records");
    }
  }

  @Nested
  class Samples {
    @Test
    void must_be_objects_with_a_field() {
      assertThatThrownBy(() -> Inference.of(List.of()))
          .isInstanceOf(InvalidException.class)
          .hasMessage(
              "No schema can be inferred, 1 problem: there is no record, must be at least one.");
      assertThatThrownBy(() -> of("{}", "{}"))
          .hasMessage(
              "No schema can be inferred, 1 problem: no record has a field, must be at least one.");
      assertThatThrownBy(() -> of("{'a':1}", "[1]", "'x'"))
          .hasMessage(
              "No schema can be inferred, 2 problems: 2: is '[1]', must be a JSON object; 3: is '\"x\"', must be a JSON object.");
    }

    @Test
    void that_are_no_objects_are_counted_by_the_builder() {
      Inference inference = Inference.builder().add(json("{'a':1}")).add(json("5")).infer();
      assertThat(columns(inference)).containsExactly("a");
      assertThat(suggestions(inference))
          .containsExactly("1 of 2 records are not JSON objects; they will be quarantined");
    }

    @Test
    void that_no_schema_lets_pass_are_told() {
      assertThat(suggestions(values("'x'", "'a\\u0000'")))
          .containsExactly(
              "a: 1 of 2 values hold U+0000, half a surrogate pair or more than 1,000 digits; those records will be quarantined");
      assertThat(keywords(values("1.5", "1e9999"))).isEqualTo("{'type':'number'}");
    }

    @Test
    void may_follow_an_inference() {
      Inference.Builder builder = Inference.builder().add(json("{'a':1}"));
      assertThat(keywords(builder.infer())).isEqualTo("{'type':'integer'}");
      assertThat(keywords(builder.add(json("{'a':1.5}")).infer())).isEqualTo("{'type':'number'}");
    }

    @Test
    void give_a_schema_in_one_call() {
      assertThat(Schema.inferFrom(List.of(json("{'a':1}")))).isEqualTo(values("1").schema());
    }
  }
}
