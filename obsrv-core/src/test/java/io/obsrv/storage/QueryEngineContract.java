package io.obsrv.storage;

import static io.obsrv.schema.ColumnType.NUMBER;
import static io.obsrv.schema.ColumnType.STRING;
import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.event.Layout;
import io.obsrv.event.SystemColumns;
import io.obsrv.query.Query;
import io.obsrv.query.QueryRefusedException;
import io.obsrv.query.Result;
import io.obsrv.schema.Column;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.table.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How every {@link io.obsrv.query.QueryEngine} must answer a {@link Query} of rows. */
public abstract class QueryEngineContract extends FourQuakesContract {
  @Nested
  class All_columns {
    @Test
    void of_the_rows_are_those_of_the_schema() {
      Result result = ask(Query.from("quakes").orderBy("id"));

      assertThat(result.columns()).isEqualTo(layout.definition().schema().columns());
      assertThat(result.rows()).containsExactly(A, B, C, D);
      assertThat(result.truncated()).isFalse();
    }

    @Test
    void of_an_aggregate_table_are_its_dimensions_and_measures() {
      Result result = ask(Query.from("by_place").orderBy("place").orderBy("at"));

      assertThat(result.columns())
          .extracting(Column::name)
          .containsExactly("place", "at", "count", "sum_mag", "avg_felt", "max_at");
      assertThat(result.columns()).isEqualTo(layout.rollup("by_place").orElseThrow().columns());
      assertThat(result.rows())
          .containsExactly(
              row("Fiji", time("2026-01-31T23:00:00Z"), 1L, 4.5, 3.0, time("2026-02-01T10:00:00Z")),
              row(
                  "Fiji",
                  time("2026-02-01T23:00:00Z"),
                  1L,
                  6.5,
                  null,
                  time("2026-02-01T23:30:00Z")),
              row(
                  "Rotorua",
                  time("2026-02-02T23:00:00Z"),
                  1L,
                  5.0,
                  2.0,
                  time("2026-02-03T00:00:00Z")),
              row(null, null, 1L, null, null, null));
    }

    @Test
    void of_a_dataset_without_rows_have_no_rows() {
      Layout empty = live(Quakes.layout("empty"));

      assertThat(run(empty, Query.from("empty")).rows()).isEmpty();
      assertThat(run(empty, Query.from("by_place")).rows()).isEmpty();
      assertThat(run(empty, Query.from("total")).rows()).isEmpty();
    }
  }

  @Nested
  class Some_columns {
    @Test
    void come_in_the_order_that_was_asked_for() {
      Result result = ask(Query.from("quakes").select("mag", "id").orderBy("id"));

      assertThat(result.columns()).extracting(Column::name).containsExactly("mag", "id");
      assertThat(result.columns()).extracting(Column::type).containsExactly(NUMBER, STRING);
      assertThat(result.rows())
          .containsExactly(row(4.5, "a"), row(6.5, "b"), row(5.0, "c"), row(null, "d"));
    }

    @Test
    void can_be_those_of_the_library() {
      Result result =
          ask(
              Query.from("quakes")
                  .select("_seq", "id", "_version", "_source", "_received_at", "_extra")
                  .where(field("_seq").atLeast(2))
                  .orderByDescending("_seq")
                  .limit(2));

      assertThat(result.columns()).contains(SystemColumns.SEQUENCE, SystemColumns.EXTRA);
      Instant received = Instant.parse("2026-03-01T12:00:00Z");
      assertThat(result.rows())
          .containsExactly(
              row(4L, "d", 1L, "feed", received, null),
              row(3L, "c", 1L, "feed", received, JsonText.parse("{\"net\":\"nz\"}")));
    }

    @Test
    void hold_every_type() {
      Row full = Quakes.full("e", false, "2026-02-05", "[1, {\"x\": 2.5}, \"y\"]");
      committed(Batch.of(layout, full));

      assertThat(ask(Query.from("quakes").where(field("id").equalTo("e"))).rows())
          .containsExactly(full);
    }

    @Test
    void can_be_of_an_aggregate_table() {
      assertThat(ask(Query.from("total").select("sum_depth", "count")).rows())
          .containsExactly(row(new BigDecimal("2.000"), 4L));
    }
  }

  @Nested
  class A_condition {
    @Test
    void compares_with_the_logic_of_sql() {
      assertThat(ids(field("mag").equalTo(4.5))).containsExactly("a");
      assertThat(ids(field("mag").notEqualTo(4.5))).containsExactly("b", "c");
      assertThat(ids(field("mag").lessThan(5))).containsExactly("a");
      assertThat(ids(field("mag").atMost(5))).containsExactly("a", "c");
      assertThat(ids(field("mag").greaterThan(5))).containsExactly("b");
      assertThat(ids(field("mag").atLeast(5))).containsExactly("b", "c");
      assertThat(ids(field("mag").isNull())).containsExactly("d");
      assertThat(ids(field("mag").isNotNull())).containsExactly("a", "b", "c");
    }

    @Test
    void holds_only_where_all_its_parts_do() {
      assertThat(
              ids(
                  field("mag")
                      .atLeast(4.5)
                      .and(field("place").equalTo("Fiji"))
                      .and(field("felt").isNull())))
          .containsExactly("b");
      assertThat(
              ask(Query.from("quakes")
                      .select("id")
                      .where(field("mag").atLeast(4.5))
                      .where(field("felt").isNotNull())
                      .orderBy("id"))
                  .rows())
          .containsExactly(row("a"), row("c"));
    }

    @Test
    void reads_its_constant_by_the_type_of_the_column() {
      committed(Batch.of(layout, Quakes.full("e", true, "2026-02-05", "[]")));

      assertThat(ids(field("felt").equalTo("12"))).containsExactly("e");
      assertThat(ids(field("depth").equalTo("10.25"))).containsExactly("e");
      assertThat(ids(field("depth").lessThan(1))).containsExactly("b");
      assertThat(ids(field("reviewed").equalTo(true))).containsExactly("e");
      assertThat(ids(field("day").atLeast("2026-02-05"))).containsExactly("e");
      assertThat(ids(field("at").atLeast("2026-02-03"))).containsExactly("c", "e");
      assertThat(ids(field("at").lessThan(time("2026-02-01T10:00:00.000001Z"))))
          .containsExactly("a");
      assertThat(ids(field("at").atLeast("2026-02-01T23:30:00+00:00")))
          .containsExactly("b", "c", "e");
      assertThat(ids(field("tags").isNotNull())).containsExactly("e");
    }

    @Test
    void takes_texts_as_they_are() {
      committed(Batch.of(layout, Quakes.row("e", "O'Neil%_\\ \" ; --", 1.0, null)));

      assertThat(ids(field("place").equalTo("O'Neil%_\\ \" ; --"))).containsExactly("e");
      assertThat(ids(field("place").equalTo("' or 1=1 --"))).isEmpty();
      assertThat(ids(field("place").equalTo("fiji"))).isEmpty();
      assertThat(ids(field("place").greaterThan("Fiji"))).containsExactly("c", "e");
    }

    @Test
    void can_be_asked_of_an_aggregate_table() {
      assertThat(
              ask(Query.from("by_place").select("place").where(field("sum_mag").atLeast(6))).rows())
          .containsExactly(row("Fiji"));
    }
  }

  @Nested
  class The_order {
    @Test
    void has_nulls_last_either_way() {
      assertThat(ask(Query.from("quakes").select("id", "mag").orderBy("mag")).rows())
          .extracting(row -> row.value(0))
          .containsExactly("a", "c", "b", "d");
      assertThat(ask(Query.from("quakes").select("id", "mag").orderByDescending("mag")).rows())
          .extracting(row -> row.value(0))
          .containsExactly("b", "c", "a", "d");
    }

    @Test
    void goes_by_the_first_column_and_then_by_the_next() {
      assertThat(
              ask(Query.from("quakes")
                      .select("place", "id")
                      .orderByDescending("place")
                      .orderBy("id"))
                  .rows())
          .containsExactly(row("Rotorua", "c"), row("Fiji", "a"), row("Fiji", "b"), row(null, "d"));
    }

    @Test
    void of_texts_has_capitals_before_small_letters() {
      committed(
          Batch.of(
              layout,
              Quakes.row("x", "fiji", null, null),
              Quakes.row("y", "É", null, null),
              Quakes.row("z", "Z", null, null)));

      assertThat(ask(Query.from("quakes").groupBy("place").orderBy("place")).rows())
          .extracting(row -> row.value(0))
          .containsExactly("Fiji", "Rotorua", "Z", "fiji", "É", null);
    }
  }

  @Nested
  class A_query_that_does_not_fit {
    @Test
    void is_refused_with_every_reason() {
      refused(
          Query.from("by_plaice"),
          "there is no table 'by_plaice' (tables: quakes, by_place, strong, total).");
      refused(
          Query.from("strong").select("mag").where(field("day").atLeast("soon")),
          "2 problems: select: 'mag' is not a column of table 'strong' (columns: reviewed, day,"
              + " count, min_depth, max_place); where: day >= soon: 'day' is date; 'soon' is not a"
              + " date such as 2018-02-06.");
    }
  }

  private void refused(Query query, String reason) {
    assertThatThrownBy(() -> ask(query))
        .isInstanceOf(QueryRefusedException.class)
        .hasMessage("Cannot query dataset 'quakes': " + reason);
  }

  private Result ask(Query query) {
    return run(layout, query);
  }

  private List<Object> ids(Condition condition) {
    return ask(Query.from("quakes").select("id").where(condition).orderBy("id")).rows().stream()
        .map(row -> row.value(0))
        .toList();
  }

  private static Row row(Object... values) {
    return new Row(Arrays.copyOf(values, values.length));
  }

  private static Instant time(String iso) {
    return Instant.parse(iso);
  }
}
