package io.obsrv.table;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type":"object","properties":{
            "name":{"type":"string"}, "n":{"type":"integer"}, "x":{"type":"number"},
            "d":{"type":"number","x-precision":5,"x-scale":2}, "b":{"type":"boolean"},
            "at":{"type":"integer","format":"epoch-seconds"}, "on":{"type":"string","format":"date"},
            "j":{"type":"array"}}}
          """);

  private static final Instant AT = Instant.parse("2018-02-06T00:00:00Z");

  private static final Row ROW =
      new Row("ab", 10L, 1.5, new BigDecimal("2.50"), true, AT, LocalDate.of(2018, 2, 6), null);

  private static final Row NULLS = new Row(new Object[8]);

  private static boolean holds(Condition condition, Row row) {
    Problems problems = new Problems();
    boolean result = new CompiledCondition(SCHEMA.columns(), problems).compile(condition).test(row);
    assertThat(problems.list()).isEmpty();
    return result;
  }

  private static List<String> problems(Condition condition) {
    Problems problems = new Problems();
    new CompiledCondition(SCHEMA.columns(), problems).compile(condition);
    return problems.list().stream().map(Problem::toString).toList();
  }

  @Test
  void every_operator_compares_as_in_sql() {
    assertThat(holds(field("n").equalTo(10), ROW)).isTrue();
    assertThat(holds(field("n").notEqualTo(10), ROW)).isFalse();
    assertThat(holds(field("n").lessThan(10), ROW)).isFalse();
    assertThat(holds(field("n").atMost(10), ROW)).isTrue();
    assertThat(holds(field("n").greaterThan(9), ROW)).isTrue();
    assertThat(holds(field("n").atLeast(11), ROW)).isFalse();
  }

  @Test
  void constants_are_read_by_the_type_of_the_column() {
    assertThat(holds(field("n").greaterThan("9"), ROW)).isTrue();
    assertThat(holds(field("name").greaterThan("ab "), ROW)).isFalse();
    assertThat(holds(field("x").equalTo(new BigDecimal("1.500")), ROW)).isTrue();
    assertThat(holds(field("d").equalTo(2.5), ROW)).isTrue();
    assertThat(holds(field("b").equalTo(true), ROW)).isTrue();
    assertThat(holds(field("on").atLeast(LocalDate.of(2018, 2, 6)), ROW)).isTrue();
  }

  @Test
  void instants_are_read_in_iso_and_in_the_format_of_the_column() {
    for (Object literal :
        new Object[] {
          AT,
          "2018-02-06",
          "2018-02-06 00:00",
          "2018-02-06T01:00:00+01:00",
          "1517875200",
          "2018-02-06T00:00:00.0000009Z"
        }) {
      assertThat(holds(field("at").equalTo(literal), ROW)).as("%s", literal).isTrue();
    }
    assertThat(holds(field("at").lessThan("2018-02-06 00:00:01"), ROW)).isTrue();
  }

  @Test
  void no_comparison_holds_for_null() {
    for (Operator operator : Operator.values()) {
      assertThat(holds(field("n").is(operator, 10), NULLS)).isFalse();
    }
    assertThat(holds(field("n").isNull(), NULLS)).isTrue();
    assertThat(holds(field("n").isNotNull(), NULLS)).isFalse();
    assertThat(holds(field("j").isNull(), ROW)).isTrue();
    assertThat(holds(field("n").isNotNull(), ROW)).isTrue();
  }

  @Test
  void several_conditions_must_all_hold() {
    Condition both = field("n").atLeast(10).and(field("b").equalTo(true));
    assertThat(holds(both, ROW)).isTrue();
    assertThat(holds(both.and(field("name").isNull()), ROW)).isFalse();
  }

  @Test
  void conditions_within_conditions_stand_side_by_side() {
    Condition a = field("n").isNull();
    Condition b = field("x").isNull();
    Condition c = field("d").isNull();
    Condition all = new Condition.All(List.of(a, b, c));
    assertThat(a.and(b).and(c)).isEqualTo(all);
    assertThat(a.and(b.and(c))).isEqualTo(all);
    assertThat(new Condition.All(List.of(new Condition.All(List.of(a, b)), c))).isEqualTo(all);
    assertThat(all).hasToString("n is null and x is null and d is null");
    assertThatThrownBy(() -> new Condition.All(List.of()))
        .hasMessage("there is no condition, must be at least one");
  }

  @Test
  void what_cannot_be_compared_is_told_all_at_once() {
    assertThat(
            problems(
                field("q")
                    .equalTo(1)
                    .and(field("n").atLeast(4.5))
                    .and(field("j").equalTo("[]"))
                    .and(field("at").lessThan("soon"))
                    .and(field("z").isNull())))
        .containsExactly(
            "where: 'q' is not a column (columns: name, n, x, d, b, at, on, j)",
            "where: n >= 4.5: 'n' is integer; '4.5' is not an integer",
            "where: 'j' is JSON, which cannot be compared",
            "where: at < soon: 'at' is timestamp; '\"soon\"' is not an integer",
            "where: 'z' is not a column (columns: name, n, x, d, b, at, on, j)");
  }

  @Test
  void operators_are_found_by_their_symbol() {
    for (Operator operator : Operator.values()) {
      assertThat(Operator.of(operator.symbol())).contains(operator);
    }
    assertThat(Operator.of("==")).isEmpty();
  }
}
