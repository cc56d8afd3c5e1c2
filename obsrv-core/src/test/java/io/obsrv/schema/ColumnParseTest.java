package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColumnParseTest {
  private static Object parse(ColumnType type, String text) throws UnreadableValueException {
    return Column.of("a", type).parse(text);
  }

  @Test
  void texts_take_the_type_of_their_column() throws UnreadableValueException {
    assertThat(parse(ColumnType.STRING, " 007 ")).isEqualTo(" 007 ");
    assertThat(parse(ColumnType.INTEGER, "007")).isEqualTo(7L);
    assertThat(parse(ColumnType.NUMBER, "+1.5e-3")).isEqualTo(0.0015);
    assertThat(parse(ColumnType.NUMBER, ".5")).isEqualTo(0.5);
    assertThat(parse(ColumnType.BOOLEAN, "TRUE")).isEqualTo(true);
    assertThat(parse(ColumnType.DATE, "2018-02-06")).isEqualTo(LocalDate.of(2018, 2, 6));
    assertThat(parse(ColumnType.TIMESTAMP, "2018-02-06T00:00:00Z"))
        .isEqualTo(Instant.parse("2018-02-06T00:00:00Z"));
    assertThat(parse(ColumnType.JSON, "[1]")).isEqualTo(JsonText.parse("[1]"));
    assertThat(parse(ColumnType.JSON, "[1")).isEqualTo(JsonText.parse("\"[1\""));
  }

  @Test
  void decimals_keep_their_precision() throws UnreadableValueException {
    Column column =
        new Column(
            "a",
            List.of("a"),
            ColumnType.DECIMAL,
            Optional.of(new Precision(5, 2)),
            Optional.empty(),
            false);
    assertThat(column.parse("1.5")).isEqualTo(new BigDecimal("1.50"));
  }

  @Test
  void blanks_around_anything_but_text_are_left_out() throws UnreadableValueException {
    assertThat(parse(ColumnType.INTEGER, " 42\t")).isEqualTo(42L);
    assertThat(parse(ColumnType.BOOLEAN, " true ")).isEqualTo(true);
    assertThat(parse(ColumnType.DATE, " 2018-02-06 ")).isEqualTo(LocalDate.of(2018, 2, 6));
    assertThat(parse(ColumnType.TIMESTAMP, "2018-02-06T00:00:00Z "))
        .isEqualTo(Instant.parse("2018-02-06T00:00:00Z"));
  }

  @Test
  void texts_that_are_nothing_of_the_kind_are_refused() {
    assertThatThrownBy(() -> parse(ColumnType.INTEGER, "n/a"))
        .hasMessage("'\"n/a\"' is not an integer");
    assertThatThrownBy(() -> parse(ColumnType.INTEGER, "1.5"))
        .hasMessage("'1.5' is not an integer");
    assertThatThrownBy(() -> parse(ColumnType.NUMBER, "")).hasMessage("'\"\"' is not a number");
    assertThatThrownBy(() -> parse(ColumnType.NUMBER, "NaN"))
        .hasMessage("'\"NaN\"' is not a number");
    assertThatThrownBy(() -> parse(ColumnType.NUMBER, "0x10"))
        .hasMessage("'\"0x10\"' is not a number");
    assertThatThrownBy(() -> parse(ColumnType.NUMBER, "٣")).hasMessage("'\"٣\"' is not a number");
    assertThatThrownBy(() -> parse(ColumnType.BOOLEAN, "yes"))
        .hasMessage("'\"yes\"' is not true or false");
  }

  @Test
  void a_million_digits_are_text_rather_than_a_long_calculation() {
    assertThatThrownBy(() -> parse(ColumnType.INTEGER, "9".repeat(1_000_000)))
        .hasMessage("'\"" + "9".repeat(79) + "…' is not an integer");
  }
}
