package io.obsrv.table;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTableTest {
  @Test
  void a_table_is_what_its_builder_was_told() {
    AggregateTable table =
        AggregateTable.named("t")
            .groupBy("a")
            .groupBy("b", "c")
            .every(Granularity.DAY)
            .count()
            .sum("x")
            .min("x")
            .max("x")
            .avg("x")
            .count()
            .where(field("a").isNotNull())
            .where(field("x").atLeast(1))
            .build();
    assertThat(table.groupBy()).containsExactly("a", "b", "c");
    assertThat(table.every()).contains(Granularity.DAY);
    assertThat(table.measures())
        .extracting(Measure::name)
        .containsExactly("count", "sum_x", "min_x", "max_x", "avg_x");
    assertThat(table.where()).contains(field("a").isNotNull().and(field("x").atLeast(1)));
  }

  @Test
  void a_built_table_does_not_change_with_its_builder() {
    AggregateTable.Builder builder = AggregateTable.named("t").count();
    AggregateTable table = builder.build();
    builder.groupBy("a").sum("x");
    assertThat(table)
        .isEqualTo(
            new AggregateTable(
                "t",
                List.of(),
                Optional.empty(),
                List.of(Measure.count()),
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "1a", "a-b", "a b", "_a", "ä", "\"; drop table x; --"})
  void names_that_are_no_identifiers_are_refused(String name) {
    assertThatThrownBy(() -> AggregateTable.named(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "table name '%s' must be 1 to 48 lower-case letters, digits and '_', beginning with a letter",
            name);
  }

  @Test
  void names_have_at_most_48_characters() {
    assertThat(AggregateTable.named("a".repeat(48)).count().build().name()).hasSize(48);
    assertThatThrownBy(() -> AggregateTable.named("a".repeat(49)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_table_without_measures_is_refused() {
    assertThatThrownBy(() -> AggregateTable.named("t").groupBy("a").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table 't' has no measure; call count(), sum(…), min(…), max(…) or avg(…)");
  }

  @Test
  void exactly_the_count_goes_without_a_field() {
    assertThatThrownBy(() -> new Measure(Aggregation.COUNT, Optional.of("a")))
        .hasMessage("count takes no field");
    assertThatThrownBy(() -> new Measure(Aggregation.SUM, Optional.empty()))
        .hasMessage("sum needs a field");
  }
}
