package io.obsrv.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.schema.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTest {
  private static final String RECORD =
      """
      {"id": "a-17", "amount": 12.5, "n": 9007199254740993, "none": null, "phone": "+49 (30) 12-34",
       "lines": [{"price": 2, "count": 3}, {"price": 4, "count": 5}], "long": "%s"}
      """
          .formatted("a".repeat(5_000));

  private static String evaluate(String expression) throws ExpressionException {
    return JsonText.write(Expression.compile(expression).evaluate(JsonText.parse(RECORD)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '\u0001',
      value = {
        "amount * 2 § 25",
        "n § 9007199254740993",
        "$sum(lines.(price * count)) § 26",
        "lines[price > 2].count § 5",
        "none § null",
        "missing.field § null",
        "none > 5 § null",
        "amount > 5 and id = 'a-17' § true",
        "$uppercase(id) & '!' § \"A-17!\"",
        "$replace(phone, /[^0-9]/, '') § \"49301234\"",
        "$replace(id, /([a-z])-([0-9]+)/, '$2$$$1$5') § \"17$a\"",
        "$replace(id, /[0-9]/, function($m) { $string($number($m.match) + 1) }) § \"a-28\"",
        "$replace('aaa', 'a', 'b', 2) § \"bba\"",
        "$match(id, /([a-z])|([0-9])/, 2) §"
            + " [{\"match\":\"a\",\"groups\":[\"a\",\"\"],\"index\":0},{\"match\":\"1\",\"groups\":[\"\",\"1\"],\"index\":2}]",
        "$match(id, /x/) § null",
        "id ~> $contains(/^a/) § true",
        "$contains(missing, 'a') § null",
        "$split(id, /-/) § [\"a\",\"17\"]",
        "$split(id, /[-]/, 1) § [\"a\"]",
        "$split('a,b', ',') § [\"a\",\"b\"]",
        "$pad(id, 6, '#') § \"a-17##\"",
        "$pad(id, -6, '#!') § \"#!a-17\"",
        "$pad(id, 3) § \"a-17\"",
        "$pad('😀', 4, '🚀x') § \"😀🚀x🚀\"",
        "$pad('x', -3, '') § \"  x\"",
        "$pad(missing, 5) § null",
        "$length($pad('', 1000000, 'ab')) § 1000000",
        "$formatNumber(1234.5, '#,##0.00') § \"1,234.50\"",
        "$formatNumber(0.5, '0%', {'percent': '%'}) § \"50%\"",
        "$formatInteger(17, 'w') § \"seventeen\"",
        "$parseInteger('seventeen', 'w') § 17",
        "$toMillis('2018-02-06T12:00:00Z') § 1517918400000",
        "$toMillis('06.02.2018', '[D01].[M01].[Y0001]') § 1517875200000",
        "$fromMillis(1517918400000) § \"2018-02-06T12:00:00.000Z\"",
        "$fromMillis(1517918400000, '[Y0001]-[M01]', '+0100') § \"2018-02\"",
        "$length($now('[Y0001]')) § 4",
        "$toMillis(missing) § null",
        "$join(['a', 'b'], '-') § \"a-b\"",
        "{'total': amount, 'ids': [id]} § {\"total\":12.5,\"ids\":[\"a-17\"]}",
        "12 / 4 / 3 § 1",
        "lines[0].price/2 § 1",
        "/* a comment, it's fine */ id § \"a-17\""
      })
  void an_expression_has_the_value_the_language_gives_it(String expression, String expected)
      throws ExpressionException {
    assertThat(evaluate(expression)).isEqualTo(expected);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("($f := function($x) { 1 + $f($x) }; $f(1))", "goes deeper than 100 levels"),
        Arguments.of("($f := function($x) { $f($x) }; $f(1))", "took longer than 500 ms"),
        Arguments.of("($f := function($x) { $f($x & $x) }; $f('abc'))", "makes a text of"),
        Arguments.of(
            "$map([1..900000], function($i) { $sum($map([1..900000], function($j) { $j * $i })) })",
            "took longer than"),
        Arguments.of("[1..9000000]", "makes a list of 9000000 elements"),
        Arguments.of(
            "$reduce([1..900000], function($a, $b) { $reduce([1..900000], function($c, $d) { $c +"
                + " $d }) })",
            "took longer than"),
        Arguments.of("$pad('', 2000000000)", "makes a text of 2000000000 characters"),
        Arguments.of("$pad('', -2000000000)", "makes a text of 2000000000 characters"),
        Arguments.of("$formatInteger(1, $pad('', 1000000, '1'))", "by a text of 1000000"),
        Arguments.of("$formatNumber(1, long)", "by a text of 5000 characters, may do so by"),
        Arguments.of("$parseInteger($pad('', 1000000, '1'), '0')", "by a text of 1000000"),
        Arguments.of("$parseInteger('1', long)", "by a text of 5000"),
        Arguments.of("$toMillis($pad('', 1000000, '1'))", "by a text of 1000000"),
        Arguments.of("$toMillis('1', long)", "by a text of 5000"),
        Arguments.of(
            "$toMillis($pad('', 90, '1') & 'x', $pad('', 90, '[f]'))",
            "reads a time by a picture with [f] twice"),
        Arguments.of("$fromMillis(1, $pad('', 900000, '[Y]'))", "by a text of 900000"),
        Arguments.of("$now($pad('', 900000, '[Y]'))", "by a text of 900000"),
        Arguments.of("$join([1..5000].$$.long)", "makes a text of"),
        Arguments.of("$contains(long, /a*a*a*a*a*b/)", "took longer than 500 ms"),
        Arguments.of("$replace(long, /(a|aa)+$b/, '')", "is nested too deep"),
        Arguments.of("$match(long, /a*a*a*a*b/)", "took longer than 500 ms"),
        Arguments.of("$split(long, /(a|b|ab)*c/)", ""),
        Arguments.of("[[1..1000000]].[[1..1000000]]", "makes"),
        Arguments.of("$eval('1')", "calls $eval, which is not available"),
        Arguments.of("$number('x')", ""),
        Arguments.of("amount / 0", ""),
        Arguments.of("id + 1", ""),
        Arguments.of("$replace(id, /a/, function($m) { 5 })", "does not make a text"),
        Arguments.of("$match(id, /a/, -1)", "has a negative limit -1"),
        Arguments.of("function($x) { $x }", "has a function as its value"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  @Timeout(180)
  void what_loops_recurses_or_fails_ends_within_its_bound(String expression, String message)
      throws ExpressionException {
    Expression compiled = Expression.compile(expression);
    long start = System.nanoTime();

    assertThatThrownBy(() -> compiled.evaluate(JsonText.parse(RECORD)))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(message);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("time until the evaluation was given up")
        .isLessThan(Expression.TIME_LIMIT.multipliedBy(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '\u0001',
      value = {
        "amount * § is not JSONata",
        "(1 § is not JSONata",
        "$contains(id, /+a/) § is not JSONata",
        "$contains(id, /(/) § can only be an argument",
        "'x § is not JSONata",
        "/(a+)+b/(long) § can only be an argument of $match",
        "long ~> /(a+)+b/ § can only be an argument",
        "$filter(lines, /a/) § can only be an argument",
        "($r := /a/; $r(long)) § can only be an argument",
        "($match := function($s, $r) { $r($s) }; $match(long, /a+/)) § $match can only be called",
        "$map(lines, $contains) § $contains can only be called",
        "$contains(long, (/a/)) § can only be an argument",
        "$contains(long, /\\\\(/)(/x/)/) § can only be an argument",
        "a and /x/(long) § can only be an argument"
      })
  void what_is_no_expression_is_refused_before_any_record(String expression, String message) {
    assertThatThrownBy(() -> Expression.compile(expression))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void very_long_and_very_deep_expressions_are_refused() {
    assertThatThrownBy(() -> Expression.compile("1+".repeat(6_000) + "1"))
        .hasMessage("has 12001 characters, must have at most 10000");
    assertThatThrownBy(
            () -> {
              Expression deep = Expression.compile("(".repeat(4_900) + "1" + ")".repeat(4_900));
              deep.evaluate(JsonText.parse("{}"));
            })
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void one_expression_serves_many_threads_with_a_record_each() throws Exception {
    Expression doubled = Expression.compile("($x := n; $y := $x * 2; $y)");
    List<Integer> values = java.util.stream.IntStream.range(0, 4_000).boxed().toList();

    List<Integer> results =
        values.parallelStream()
            .map(
                n -> {
                  try {
                    return doubled.evaluate(JsonText.parse("{\"n\": " + n + "}")).intValue();
                  } catch (ExpressionException e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();

    assertThat(results).isEqualTo(values.stream().map(n -> 2 * n).toList());
  }

  @Test
  void a_pattern_gives_up_on_a_text_it_cannot_finish() throws ExpressionException {
    assertThat(BoundedPattern.compile("[a-z]+").matches("abc")).isTrue();
    assertThat(BoundedPattern.compile("[a-z]+").matches("abc1")).isFalse();
    assertThatThrownBy(() -> BoundedPattern.compile("a*a*a*a*a*b").matches("a".repeat(5_000)))
        .hasMessage("the pattern 'a*a*a*a*a*b' took longer than 500 ms");
    assertThatThrownBy(() -> BoundedPattern.compile("(a|b)*").matches("a".repeat(1_000_000)))
        .hasMessage("the pattern '(a|b)*' is too deep for this text");
    assertThatThrownBy(() -> BoundedPattern.compile("(a"))
        .hasMessage("'(a' is not a regular expression: Unclosed group");
  }
}
