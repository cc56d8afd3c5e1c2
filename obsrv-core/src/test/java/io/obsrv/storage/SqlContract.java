package io.obsrv.storage;

import static io.obsrv.schema.ColumnType.BOOLEAN;
import static io.obsrv.schema.ColumnType.DATE;
import static io.obsrv.schema.ColumnType.DECIMAL;
import static io.obsrv.schema.ColumnType.INTEGER;
import static io.obsrv.schema.ColumnType.JSON;
import static io.obsrv.schema.ColumnType.NUMBER;
import static io.obsrv.schema.ColumnType.STRING;
import static io.obsrv.schema.ColumnType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.event.Layout;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Result;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What SQL every database must answer. */
public abstract class SqlContract extends StorageContract {
  private static final Row A = Quakes.full("a", true, "2026-02-01", "[1, \"x\"]");
  private static final Row B = Quakes.row("b", "Fiji", 6.5, null, "0.750", "2026-02-01T23:30:00Z");
  private static final Row C = Quakes.row("c", "Fiji", 5.0, 2L, null, "2026-02-03T00:00:00Z");

  private Layout layout;

  @BeforeEach
  void storeThreeRowsBesideAnotherDataset() {
    Layout other = live(Quakes.layout("secrets"));
    committed(Batch.of(other, B));
    layout = live(Quakes.layout("quakes"));
    committed(Batch.of(layout, A, B, C));
  }

  @Nested
  class A_select {
    @Test
    void gives_typed_columns() {
      Result result =
          sql(
              "select \"id\", \"mag\", \"felt\", \"depth\", \"reviewed\", \"at\", \"day\", \"tags\" from quakes where \"id\" = 'a'");

      assertThat(result.columns())
          .extracting(Column::name)
          .containsExactly("id", "mag", "felt", "depth", "reviewed", "at", "day", "tags");
      assertThat(result.columns())
          .extracting(Column::type)
          .containsExactly(STRING, NUMBER, INTEGER, DECIMAL, BOOLEAN, TIMESTAMP, DATE, JSON);
      Row row = result.rows().get(0);
      for (int i = 0; i < row.size(); i++) {
        Column column = result.columns().get(i);
        assertThat(row.value(i))
            .isInstanceOf(column.type().javaType())
            .isEqualTo(A.value(layout.definition().schema().indexOf(column.name())));
      }
    }

    @Test
    void calls_the_rows_by_the_name_that_was_used_for_the_dataset_or_its_own() {
      for (String name : List.of("quakes", "tremors")) {
        assertThat(
                storage
                    .queries()
                    .sql(
                        layout,
                        "tremors",
                        "select count(*) from " + name + " where \"mag\" is not null or 1 = 1",
                        QueryLimits.DEFAULT)
                    .rows())
            .containsExactly(new Row(3L));
      }
    }

    @Test
    void of_everything_has_the_columns_of_the_schema_and_of_the_library() {
      Result result = sql("select * from quakes");

      assertThat(result.rows()).hasSize(3);
      assertThat(result.columns())
          .extracting(Column::name)
          .containsExactlyInAnyOrder(
              "id",
              "place",
              "mag",
              "felt",
              "depth",
              "reviewed",
              "at",
              "day",
              "tags",
              "_seq",
              "_received_at",
              "_version",
              "_source",
              "_extra");
    }

    @Test
    void takes_the_name_of_the_dataset_quoted_or_not_and_an_alias() {
      assertThat(values("select count(*) from quakes")).containsExactly(3L);
      assertThat(values("select count(*) from \"quakes\"")).containsExactly(3L);
      assertThat(values("SELECT q.\"id\" FROM quakes AS q WHERE q.\"mag\" > 6"))
          .containsExactly("b");
      assertThat(values("select \"quakes\".\"id\" from \"quakes\" where \"mag\" > 6"))
          .containsExactly("b");
      assertThat(values("select quakes.\"id\" from quakes where \"mag\" > 6")).containsExactly("b");
    }

    @Test
    void finds_a_dataset_with_a_dash_in_its_name_when_it_is_quoted() {
      Layout dashed = live(Quakes.layout("my-quakes_2"));
      committed(Batch.of(dashed, A, B));

      assertThat(
              storage
                  .queries()
                  .sql(dashed, "select count(*) from \"my-quakes_2\"", QueryLimits.DEFAULT)
                  .rows())
          .containsExactly(row(2L));
    }

    @Test
    void groups_and_sorts_by_position() {
      Result result =
          sql("select \"place\", count(*) as n from quakes group by 1 order by 2 desc, 1");

      assertThat(result.rows()).containsExactly(row("Fiji", 2L), row("Rotorua", 1L));
      assertThat(result.columns().get(1).name()).isEqualToIgnoringCase("n");
    }

    @Test
    void reads_an_aggregate_table_with_the_columns_that_a_query_shows() {
      Result result = sql("select * from by_place");

      assertThat(result.columns())
          .extracting(Column::name)
          .containsExactly("place", "at", "count", "sum_mag", "avg_felt", "max_at");
      assertThat(Values.nearly(result.rows()))
          .containsExactlyInAnyOrderElementsOf(
              Values.nearly(
                  layout.rollup("by_place").orElseThrow().groups(List.of(A, B, C)).stream()
                      .map(group -> group.row())
                      .toList()));
      assertThat(sql("select \"count\", \"sum_felt\" from total").rows().get(0).value(0))
          .isEqualTo(3L);
    }

    @Test
    void joins_rows_with_an_aggregate_table() {
      assertThat(
              values(
                  """
                  select q."id" from quakes q join strong s
                    on s."max_place" = q."place" and s."day" = q."day"
                  where s."count" >= 1 order by q."id\""""))
          .containsExactly("a");
    }

    @Test
    void may_have_common_table_expressions_subqueries_unions_and_windows() {
      assertThat(
              values(
                  "with big as (select * from quakes where \"mag\" >= 5) select count(*) from big"))
          .containsExactly(2L);
      assertThat(values("select x.\"id\" from (select \"id\" from quakes where \"felt\" = 2) x"))
          .containsExactly("c");
      assertThat(
              values("select \"id\" from quakes where \"mag\" = (select max(\"mag\") from quakes)"))
          .containsExactly("b");
      assertThat(values("select \"id\" from quakes where exists (select 1 from strong) order by 1"))
          .containsExactly("a", "b", "c");
      assertThat(
              values(
                  "select \"id\" from quakes where \"id\" = 'a' union all select \"place\" from quakes where \"id\" = 'b' order by 1"))
          .containsExactly("Fiji", "a");
      assertThat(
              values(
                  "select row_number() over (partition by \"place\" order by \"id\") from quakes order by \"id\""))
          .containsExactly(1L, 1L, 2L);
      assertThat(
              values(
                  "select case when \"mag\" > 5 then upper(\"place\") else coalesce(\"place\", '-') end from quakes order by \"id\""))
          .containsExactly("Rotorua", "FIJI", "Fiji");
      assertThat(
              values(
                  "select \"id\" from quakes where \"id\" in ('a', 'c') and \"place\" like 'F%'"))
          .containsExactly("c");
    }

    @Test
    void computes_typed_results() {
      Result result =
          sql(
              "select count(*) as c, sum(\"mag\") as s, avg(\"mag\") as a, sum(\"depth\") as d, max(\"at\") as t from quakes");

      assertThat(result.columns())
          .extracting(Column::type)
          .startsWith(INTEGER, NUMBER, NUMBER, DECIMAL, TIMESTAMP);
      assertThat(Values.nearly(result.rows()))
          .isEqualTo(
              Values.nearly(List.of(row(3L, 16.0, 16.0 / 3, new BigDecimal("11"), C.value(6)))));
    }

    @Test
    void may_end_with_a_semicolon_and_have_comments() {
      assertThat(values("select count(*) /* all; of them */ from quakes -- the end\n;"))
          .containsExactly(3L);
    }

    @Test
    void may_hold_forbidden_words_in_its_texts() {
      assertThat(
              values(
                  "select 'drop table quakes; delete from _rows' from quakes where \"id\" = 'a'"))
          .containsExactly("drop table quakes; delete from _rows");
    }

    @Test
    void may_hold_long_texts_and_many_values() {
      String text = "it''s ".repeat(10_000);
      assertThat(values("select '" + text + "' from quakes where \"id\" = 'a'"))
          .containsExactly(text.replace("''", "'"));
      assertThat(
              values(
                  "select \"id\" from quakes where \"id\" in ('x'" + ", 'a'".repeat(2_000) + ")"))
          .containsExactly("a");
    }

    @Test
    void may_take_longer_than_a_database_can_wait() {
      QueryLimits years = new QueryLimits(10, Duration.ofDays(10_000));

      assertThat(storage.queries().sql(layout, "select count(*) from quakes", years).rows())
          .containsExactly(row(3L));
      assertThat(storage.queries().run(layout, Query.from("quakes").count(), years).rows())
          .containsExactly(row(3L));
    }

    @Test
    void is_cut_off_at_the_limit_and_says_so() {
      QueryLimits two = new QueryLimits(2, Duration.ofSeconds(30));

      Result cut = storage.queries().sql(layout, "select \"id\" from quakes order by 1", two);

      assertThat(cut.rows()).containsExactly(row("a"), row("b"));
      assertThat(cut.truncated()).isTrue();
      assertThat(
              storage
                  .queries()
                  .sql(layout, "select \"id\" from quakes order by 1 limit 2", two)
                  .truncated())
          .isFalse();
    }
  }

  private Result sql(String statement) {
    return storage.queries().sql(layout, statement, QueryLimits.DEFAULT);
  }

  private List<Object> values(String statement) {
    return sql(statement).rows().stream().map(row -> row.value(0)).toList();
  }

  private static Row row(Object... values) {
    return new Row(values);
  }
}
