package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceOfCellsTest {
  private static Inference infer(Inference.Builder builder, String... texts) {
    Stream.of(texts).forEach(text -> builder.addCells(Map.of("a", text)));
    return builder.infer();
  }

  private static Inference cells(String... texts) {
    return infer(Inference.builder(), texts);
  }

  private static String keywords(Inference inference) {
    return inference.schema().document().at("/properties/a").toString().replace('"', '\'');
  }

  private static List<String> suggestions(Inference inference) {
    return inference.suggestions().stream().map(Suggestion::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0;-5;42 | {'type':'integer'}",
        "7; 42 ;8 | {'type':'integer'}",
        "1;2.50 | {'type':'number'}",
        ".5;1. | {'type':'number'}",
        "1.5E-7;1e+20 | {'type':'number'}",
        "True;FALSE | {'type':'boolean'}",
        "2018-02-06 | {'type':'string','format':'date'}",
        "2018-02-06 10:00:00 | {'type':'string','format':'local-date-time'}",
        "2018-02-06T10:00:00+01:00 | {'type':'string','format':'date-time'}",
        "1517966773840 | {'type':'integer','format':'epoch-millis'}",
        "x;y | {'type':'string'}",
        "yes;no | {'type':'string'}",
        "NaN;1 | {'type':'string'}",
        "2018-02-06;1 | {'type':'string'}",
        "1e400;1.5 | {'type':'string'}",
        "1E400.5 | {'type':'string'}",
      })
  void texts_are_typed_if_all_of_a_column_are_alike(String texts, String keywords) {
    assertThat(keywords(cells(texts.split(";", -1)))).isEqualTo(keywords);
  }

  @Test
  void leading_zeros_keep_a_column_text() {
    Inference inference = cells("12345", "01234");
    assertThat(keywords(inference)).isEqualTo("{'type':'string'}");
    assertThat(suggestions(inference))
        .containsExactly(
            "a: read as text, since '01234' in record 2 begins with a zero or plus that a number would lose");
    assertThat(keywords(cells("00.5"))).isEqualTo("{'type':'string'}");
    assertThat(keywords(cells("+5"))).isEqualTo("{'type':'string'}");
    assertThat(keywords(cells("-07"))).isEqualTo("{'type':'string'}");
  }

  @Test
  void long_digits_and_bare_exponents_keep_a_column_text() {
    assertThat(suggestions(cells("4111111111111111111")))
        .containsExactly(
            "a: read as text, since '4111111111111111111' in record 1 has more than 18 digits");
    assertThat(suggestions(cells("12E4", "13")))
        .containsExactly(
            "a: read as text, since '12E4' in record 1 may be a code rather than a power of ten");
  }

  @Test
  void a_type_that_changes_half_way_down_is_told_with_the_place() {
    Inference inference = cells("1", "2", "3", "n/a", "x");
    assertThat(keywords(inference)).isEqualTo("{'type':'string'}");
    assertThat(suggestions(inference))
        .containsExactly(
            "a: holds 2 strings and 3 integers, the first string 'n/a' in record 4; read as text");
  }

  @Test
  void a_missing_or_empty_cell_is_null() {
    Inference.Builder builder = Inference.builder();
    builder.addCells(Map.of("a", "1")).addCells(Map.of());
    assertThat(keywords(builder.infer())).isEqualTo("{'type':['integer','null']}");
    assertThat(keywords(cells("1", ""))).isEqualTo("{'type':['integer','null']}");
  }

  @Test
  void headers_are_whole_names_of_columns() {
    Map<String, String> row = new LinkedHashMap<>();
    for (String header : new String[] {"a.b", "a_b", "a/b", "", " Total € ", "_id", "_x"}) {
      row.put(header, "1");
    }
    Inference inference = Inference.builder().addCells(row).infer();
    assertThat(inference.schema().columns().stream().map(Column::name))
        .containsExactly("a.b", "a_b", "a/b", "column_4", " Total € ", "_id", "_x");
    assertThat(inference.schema().columns().stream().map(Column::path))
        .contains(List.of("a_b"), List.of("_id"));
  }

  @Test
  void a_hint_for_numbers_also_takes_those_in_doubt() {
    Inference inference = infer(Inference.builder().numeric("a"), "007", "+1.50", "n/a", "8");
    assertThat(keywords(inference)).isEqualTo("{'type':'number'}");
    assertThat(suggestions(inference))
        .containsExactly(
            "a: 1 of 4 values are not numbers, the first is 'n/a' in record 3; those records will be quarantined");
    assertThat(keywords(infer(Inference.builder().numeric("a"), "4111111111111111111")))
        .isEqualTo("{'type':'number','x-precision':38}");
    assertThat(keywords(infer(Inference.builder().numeric("a"), "007")))
        .isEqualTo("{'type':'integer'}");
  }

  @ParameterizedTest
  @CsvSource({
    "1517966773,, epoch-seconds",
    "1517966773840,, epoch-millis",
    "2018-02-06,, date",
    "2018-02-06T10:00,, local-date-time",
    "20180206, yyyyMMdd, yyyyMMdd",
    "06/02/18, dd/MM/yy, dd/MM/yy",
  })
  void a_hint_for_the_time_takes_the_format_of_the_texts(
      String text, String pattern, String format) {
    Inference.Builder builder = Inference.builder().timestamp("a", Optional.ofNullable(pattern));
    Column column = infer(builder, text).schema().columns().get(0);
    assertThat(column.timeFormat().orElseThrow().name()).isEqualTo(format);
  }

  @Test
  void cells_and_json_of_one_field_go_together() {
    Inference.Builder builder = Inference.builder();
    builder.add(JsonText.parse("{\"a\":5}"));
    assertThat(keywords(infer(builder, "7"))).isEqualTo("{'type':'integer'}");
    assertThat(keywords(infer(builder, "x"))).isEqualTo("{'type':['string','integer']}");
    builder.add(JsonText.parse("{\"a\":[]}"));
    assertThat(keywords(builder.infer())).isEqualTo("{}");
  }
}
