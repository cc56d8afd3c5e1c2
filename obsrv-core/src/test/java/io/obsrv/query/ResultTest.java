package io.obsrv.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("place", ColumnType.STRING),
          Column.of("count", ColumnType.INTEGER),
          Column.of("at", ColumnType.TIMESTAMP));

  @Test
  void a_result_is_printed_as_a_table_with_numbers_to_the_right_and_blanks_for_null() {
    Result result =
        new Result(
            COLUMNS,
            List.of(
                new Row("Rotorua", 7L, Instant.parse("2026-02-01T10:00:00Z")),
                new Row(null, 12_345_678L, null)),
            false);

    assertThat(printed(result))
        .containsExactly(
            "place       count  at",
            "-------  --------  --------------------",
            "Rotorua         7  2026-02-01T10:00:00Z",
            "         12345678");
  }

  @Test
  void a_result_without_rows_is_printed_as_its_heading() {
    assertThat(printed(new Result(COLUMNS, List.of(), false)))
        .containsExactly("place  count  at", "-----  -----  --");
  }

  @Test
  void a_truncated_result_says_so_behind_its_rows() {
    assertThat(printed(new Result(COLUMNS, List.of(new Row("Fiji", 1L, null)), true)))
        .containsExactly(
            "place  count  at", "-----  -----  --", "Fiji       1", "(there are more rows)");
  }

  @Test
  void a_long_value_is_cut_and_a_line_break_does_not_break_the_table() {
    Row row = new Row("line 1\nline\t2" + "x".repeat(60), 1L, null);

    List<String> lines = printed(new Result(COLUMNS, List.of(row), false));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).isEqualTo("line 1 line 2" + "x".repeat(46) + "…      1");
  }

  @Test
  void a_long_value_is_not_cut_in_the_middle_of_a_character() {
    Row row = new Row("x".repeat(58) + "🌋🌋🌋", 1L, null);

    assertThat(printed(new Result(COLUMNS, List.of(row), false)).get(2))
        .startsWith("x".repeat(58) + "…  ")
        .doesNotContain("?");
  }

  @Test
  void a_column_is_found_by_its_name() {
    Result result = new Result(COLUMNS, List.of(), false);

    assertThat(result.indexOf("count")).isEqualTo(1);
    assertThatThrownBy(() -> result.indexOf("Count"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'Count' is not a column of the result (columns: place, count, at)");
  }

  private static List<String> printed(Result result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    result.print(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8).lines().toList();
  }
}
