package io.obsrv.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.error.Problems;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RollupChangeTest {
  private static final Rollup ROLLUP =
      RollupPlan.compile(
              AggregateTable.named("t").groupBy("k").count().sum("n").min("n").max("n").build(),
              Schema.parse(
                  "{\"type\": \"object\", \"properties\": {\"k\": {\"type\": \"string\"},"
                      + " \"n\": {\"type\": [\"integer\", \"null\"]}}}"),
              Optional.empty(),
              ZoneOffset.UTC,
              new Problems())
          .orElseThrow();

  private static final Row ONE = new Row("a", 1L);
  private static final Row TWO = new Row("a", 2L);
  private static final Row FIVE = new Row("a", 5L);
  private static final Row NONE = new Row("a", null);

  /** What is written of a change of some rows. */
  private static RollupChange.Outcome outcome(List<Row> before, List<Row> added, List<Row> gone) {
    Map<String, String> states = new HashMap<>();
    ROLLUP.groups(before).forEach(group -> states.put(group.key(), group.state()));
    return RollupChange.of(ROLLUP, added, gone).against(states);
  }

  private static void assertExact(List<Row> before, List<Row> added, List<Row> gone, Row expected) {
    RollupChange.Outcome outcome = outcome(before, added, gone);
    assertThat(outcome.recompute()).isEmpty();
    assertThat(outcome.put()).extracting(Group::row).containsExactly(expected);
  }

  @Example
  void a_row_takes_the_place_of_the_only_one_of_its_group() {
    assertExact(List.of(FIVE), List.of(TWO), List.of(FIVE), new Row("a", 1L, big(2), 2L, 2L));
    assertExact(
        List.of(ONE, FIVE), List.of(TWO), List.of(ONE, FIVE), new Row("a", 1L, big(2), 2L, 2L));
    assertExact(List.of(FIVE), List.of(NONE), List.of(FIVE), new Row("a", 1L, null, null, null));
  }

  @Example
  void a_row_that_is_as_far_takes_the_place_of_the_farthest() {
    assertExact(
        List.of(ONE, TWO, FIVE), List.of(FIVE), List.of(FIVE), new Row("a", 3L, big(8), 1L, 5L));
    assertExact(List.of(TWO, FIVE), List.of(ONE), List.of(TWO), new Row("a", 2L, big(6), 1L, 5L));
  }

  @Example
  void a_group_whose_farthest_row_went_is_made_anew() {
    RollupChange.Outcome outcome = outcome(List.of(ONE, FIVE), List.of(TWO), List.of(FIVE));

    assertThat(outcome.put()).isEmpty();
    assertThat(outcome.recompute()).hasSize(1);
    assertThat(outcome(List.of(ONE, FIVE), List.of(TWO, NONE), List.of(ONE)).recompute())
        .hasSize(1);
  }

  @Property
  void a_table_is_then_what_a_recomputation_gives(
      @ForAll @From("rows") List<Row> before,
      @ForAll @From("rows") List<Row> added,
      @ForAll @IntRange(min = 0, max = 8) int going) {
    List<Row> gone = before.subList(0, Math.min(going, before.size()));
    List<Row> after = new ArrayList<>(before.subList(gone.size(), before.size()));
    after.addAll(added);

    RollupChange.Outcome outcome = outcome(before, added, gone);

    Map<String, Row> expected = byKey(after);
    Map<String, Row> stored = byKey(before);
    outcome.put().forEach(group -> stored.put(group.key(), group.row()));
    outcome.recompute().forEach(key -> stored.put(key, expected.get(key)));
    stored.keySet().removeAll(outcome.dropped());
    assertThat(stored).isEqualTo(expected);
  }

  private static Map<String, Row> byKey(List<Row> rows) {
    Map<String, Row> byKey = new HashMap<>();
    ROLLUP.groups(rows).forEach(group -> byKey.put(group.key(), group.row()));
    return byKey;
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"), Arbitraries.longs().between(0, 3).injectNull(0.2))
        .as((k, n) -> new Row(k, n))
        .list()
        .ofMaxSize(8);
  }

  private static Object big(long value) {
    return BigDecimal.valueOf(value);
  }
}
