package io.obsrv.storage;

import static io.obsrv.schema.ColumnType.DECIMAL;
import static io.obsrv.schema.ColumnType.INTEGER;
import static io.obsrv.schema.ColumnType.NUMBER;
import static io.obsrv.schema.ColumnType.STRING;
import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.event.Layout;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Result;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * How every {@link io.obsrv.query.QueryEngine} must answer a {@link Query} with groups, and how it
 * must cut off.
 */
public abstract class GroupedQueryContract extends FourQuakesContract {
  @Nested
  class Groups {
    @Test
    void have_their_columns_and_then_their_measures() {
      Result result =
          ask(
              Query.from("quakes")
                  .groupBy("place")
                  .count()
                  .sum("mag")
                  .sum("felt")
                  .min("at")
                  .max("depth")
                  .avg("mag")
                  .orderBy("place"));

      assertThat(result.columns())
          .extracting(Column::name)
          .containsExactly(
              "place", "count", "sum_mag", "sum_felt", "min_at", "max_depth", "avg_mag");
      assertThat(result.columns())
          .extracting(Column::type)
          .containsExactly(STRING, INTEGER, NUMBER, DECIMAL, ColumnType.TIMESTAMP, DECIMAL, NUMBER);
      assertThat(Values.nearly(result.rows()))
          .isEqualTo(
              Values.nearly(
                  List.of(
                      row(
                          "Fiji",
                          2L,
                          11.0,
                          decimal("3"),
                          time("2026-02-01T10:00:00Z"),
                          decimal("1.250"),
                          5.5),
                      row(
                          "Rotorua",
                          1L,
                          5.0,
                          decimal("2"),
                          time("2026-02-03T00:00:00Z"),
                          null,
                          5.0),
                      row(null, 1L, null, null, null, null, null))));
    }

    @Test
    void without_measures_are_the_distinct_values() {
      assertThat(ask(Query.from("quakes").groupBy("place").orderBy("place")).rows())
          .containsExactly(row("Fiji"), row("Rotorua"), row((Object) null));
    }

    @Test
    void without_columns_are_one_even_of_no_rows() {
      assertThat(ask(Query.from("quakes").count().max("mag")).rows()).containsExactly(row(4L, 6.5));
      assertThat(
              ask(Query.from("quakes")
                      .where(field("mag").greaterThan(9))
                      .count()
                      .max("mag")
                      .sum("felt")
                      .avg("felt"))
                  .rows())
          .containsExactly(row(0L, null, null, null));
    }

    @Test
    void of_no_rows_by_a_column_are_none() {
      assertThat(
              ask(Query.from("quakes").where(field("mag").greaterThan(9)).groupBy("place").count())
                  .rows())
          .isEmpty();
    }

    @Test
    void are_of_the_rows_for_which_the_condition_holds() {
      assertThat(
              ask(Query.from("quakes")
                      .where(field("mag").atLeast(5))
                      .groupBy("place")
                      .count()
                      .orderByDescending("place"))
                  .rows())
          .containsExactly(row("Rotorua", 1L), row("Fiji", 1L));
    }

    @Test
    void can_be_made_of_an_aggregate_table_and_of_the_columns_of_the_library() {
      assertThat(
              Values.nearly(
                  ask(Query.from("by_place")
                          .groupBy("place")
                          .sum("count")
                          .max("max_at")
                          .orderBy("place"))
                      .rows()))
          .isEqualTo(
              Values.nearly(
                  List.of(
                      row("Fiji", decimal("2"), time("2026-02-01T23:30:00Z")),
                      row("Rotorua", decimal("1"), time("2026-02-03T00:00:00Z")),
                      row(null, decimal("1"), null))));
      assertThat(
              ask(Query.from("quakes").groupBy("_source").count().max("_seq").orderBy("_source"))
                  .rows())
          .containsExactly(row("feed", 2L, 4L), row("push", 2L, 2L));
    }

    @Test
    void add_up_integers_beyond_64_bits() {
      Layout big = live(Quakes.layout("big"));
      committed(
          Batch.of(
              big,
              Quakes.row("a", null, null, Long.MAX_VALUE, null, null),
              Quakes.row("b", null, null, Long.MAX_VALUE, null, null)));

      assertThat(Values.exact(run(big, Query.from("big").sum("felt")).rows()))
          .isEqualTo(Values.exact(List.of(row(decimal("18446744073709551614")))));
      assertThat(Values.exact(run(big, Query.from("total").select("sum_felt")).rows()))
          .isEqualTo(Values.exact(List.of(row(decimal("18446744073709551614")))));
    }
  }

  @Nested
  class A_limit {
    @Test
    void of_the_query_gives_the_first_rows_and_is_no_truncation() {
      Result result = ask(Query.from("quakes").select("id").orderBy("id").limit(2));

      assertThat(result.rows()).containsExactly(row("a"), row("b"));
      assertThat(result.truncated()).isFalse();
    }

    @Test
    void of_the_library_cuts_the_result_off_and_says_so() {
      Query query = Query.from("quakes").select("id").orderBy("id");

      Result cut = storage.queries().run(layout, query, limits(3));

      assertThat(cut.rows()).containsExactly(row("a"), row("b"), row("c"));
      assertThat(cut.truncated()).isTrue();
      assertThat(storage.queries().run(layout, query, limits(4)).truncated()).isFalse();
      assertThat(storage.queries().run(layout, query.limit(3), limits(3)).truncated()).isFalse();
      assertThat(storage.queries().run(layout, query.limit(4), limits(3)).truncated()).isTrue();
      assertThat(storage.queries().run(layout, query.limit(4), limits(3)).rows()).hasSize(3);
    }

    @Test
    void of_the_library_is_for_groups_too() {
      Result result =
          storage.queries().run(layout, Query.from("quakes").groupBy("id").count(), limits(1));

      assertThat(result.rows()).hasSize(1);
      assertThat(result.truncated()).isTrue();
    }
  }

  private Result ask(Query query) {
    return run(layout, query);
  }

  private static QueryLimits limits(int rows) {
    return new QueryLimits(rows, Duration.ofSeconds(30));
  }

  private static Row row(Object... values) {
    return new Row(Arrays.copyOf(values, values.length));
  }

  private static Instant time(String iso) {
    return Instant.parse(iso);
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
