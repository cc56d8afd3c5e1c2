package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColonParametersTest {
  private static void assertThatParsed(String sql, String expected, String... names) {
    assertThat(ColonParameters.parse(sql).getSql()).isEqualTo(expected);
    assertThat(ColonParameters.parse(sql).getParameters().getParameterNames())
        .isEqualTo(List.of(names));
  }

  @Test
  void parameters_are_names_behind_a_colon() {
    assertThatParsed(
        "select a from t where b = :b and c in (:c_1,:lastOne)",
        "select a from t where b = ? and c in (?,?)",
        "b",
        "c_1",
        "lastOne");
    assertThatParsed(":a", "?", "a");
    assertThatParsed("select 1", "select 1");
    assertThatParsed("", "");
  }

  @Test
  void a_parameter_may_come_twice() {
    assertThatParsed(
        "update t set a = :a where a <> :a", "update t set a = ? where a <> ?", "a", "a");
  }

  @Test
  void what_is_in_quotes_is_left_alone() {
    assertThatParsed(
        "select ':no', 'it''s :no' from \"a:no\" where \"'\" = :yes",
        "select ':no', 'it''s :no' from \"a:no\" where \"'\" = ?",
        "yes");
    assertThatParsed("select 'never closed :no", "select 'never closed :no");
  }

  @Test
  void casts_and_lone_colons_are_left_alone() {
    assertThatParsed(
        "select :a::jsonb, b::text, c[1:2], ':' : :",
        "select ?::jsonb, b::text, c[1:2], ':' : :",
        "a");
  }
}
