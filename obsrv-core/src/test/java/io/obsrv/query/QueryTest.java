package io.obsrv.query;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.table.Aggregation;
import io.obsrv.table.Condition;
import io.obsrv.table.Measure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final Condition STRONG = field("mag").atLeast(5);
  private static final Condition NEAR = field("place").equalTo("Fiji");

  @Test
  void a_query_asks_for_everything_until_it_is_told_more() {
    assertThat(Query.from("quakes"))
        .isEqualTo(
            new Query(
                "quakes",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty()));
    assertThat(Query.from("quakes").isGrouped()).isFalse();
  }

  @Test
  void every_method_answers_a_copy_and_keeps_what_was_said_before() {
    Query empty = Query.from("quakes");

    Query grouped =
        empty
            .limit(5)
            .where(STRONG)
            .orderBy("place")
            .orderByDescending("count")
            .groupBy("place")
            .count()
            .sum("felt")
            .min("mag")
            .max("mag")
            .avg("depth");

    assertThat(grouped)
        .isEqualTo(
            new Query(
                "quakes",
                List.of(),
                List.of("place"),
                List.of(
                    Measure.count(),
                    Measure.of(Aggregation.SUM, "felt"),
                    Measure.of(Aggregation.MIN, "mag"),
                    Measure.of(Aggregation.MAX, "mag"),
                    Measure.of(Aggregation.AVG, "depth")),
                Optional.of(STRONG),
                List.of(new Query.Order("place", false), new Query.Order("count", true)),
                OptionalInt.of(5)));
    assertThat(empty).isEqualTo(Query.from("quakes"));
    assertThat(empty.select("id", "mag").limit(1).where(NEAR).select())
        .containsExactly("id", "mag");
  }

  @Test
  void conditions_add_up_while_columns_are_replaced() {
    Query query =
        Query.from("quakes").where(STRONG).where(NEAR).select("id").select("mag").groupBy("a");

    assertThat(query.where()).contains(STRONG.and(NEAR));
    assertThat(query.select()).containsExactly("mag");
    assertThat(query.groupBy("b").groupBy()).containsExactly("b");
  }

  @Test
  void groups_or_measures_make_a_query_grouped() {
    assertThat(Query.from("quakes").groupBy("place").isGrouped()).isTrue();
    assertThat(Query.from("quakes").count().isGrouped()).isTrue();
    assertThat(Query.from("quakes").select("id").limit(1).isGrouped()).isFalse();
  }

  @Test
  void a_limit_below_one_is_refused_at_the_call() {
    assertThatThrownBy(() -> Query.from("quakes").limit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit is 0, must be at least 1");
  }

  @Test
  void limits_out_of_range_are_refused() {
    assertThatThrownBy(() -> new QueryLimits(0, Duration.ofSeconds(1)))
        .hasMessage("maxRows is 0, must be at least 1");
    assertThatThrownBy(() -> new QueryLimits(1, Duration.ofMillis(999)))
        .hasMessage("timeout is PT0.999S, must be at least one second");
    assertThatThrownBy(() -> QueryLimits.DEFAULT.concurrent(0))
        .hasMessage("concurrent is 0, must be 1 to 10000");
  }
}
