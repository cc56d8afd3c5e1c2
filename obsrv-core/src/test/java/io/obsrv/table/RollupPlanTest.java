package io.obsrv.table;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.schema.Column;
import io.obsrv.schema.Precision;
import io.obsrv.schema.Schema;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollupPlanTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type":"object","required":["name"],"properties":{
            "name":{"type":"string"}, "n":{"type":"integer"}, "x":{"type":"number"},
            "d":{"type":"number","x-precision":12,"x-scale":2}, "b":{"type":"boolean"},
            "at":{"type":"string","format":"date-time"}, "j":{"type":"array"},
            "sum_n":{"type":"integer"}}}
          """);

  private static Optional<Rollup> compile(
      AggregateTable.Builder table, Schema schema, String time, ZoneId zone, Problems problems) {
    return RollupPlan.compile(table.build(), schema, Optional.ofNullable(time), zone, problems);
  }

  private static Rollup plan(AggregateTable.Builder table) {
    return compile(table, SCHEMA, "at", ZoneOffset.UTC, new Problems()).orElseThrow();
  }

  private static List<String> problems(AggregateTable.Builder table, String time) {
    Problems problems = new Problems();
    assertThat(compile(table, SCHEMA, time, ZoneOffset.UTC, problems)).isEmpty();
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static AggregateTable.Builder table() {
    return AggregateTable.named("t");
  }

  private static String describe(Column column) {
    return column.name()
        + " "
        + column.type().label()
        + column.precision().map(Precision::toString).orElse("");
  }

  @Test
  void columns_are_dimensions_then_the_bucket_then_measures_with_types_that_hold_them() {
    Rollup rollup =
        plan(
            table()
                .groupBy("name", "b")
                .every(Granularity.DAY)
                .count()
                .sum("n")
                .sum("x")
                .sum("d")
                .avg("n")
                .min("at")
                .max("name")
                .max("d"));
    assertThat(rollup.columns().stream().map(RollupPlanTest::describe))
        .containsExactly(
            "name string",
            "b boolean",
            "at timestamp",
            "count integer",
            "sum_n decimalPrecision[precision=38, scale=0]",
            "sum_x number",
            "sum_d decimalPrecision[precision=31, scale=2]",
            "avg_n number",
            "min_at timestamp",
            "max_name string",
            "max_d decimalPrecision[precision=12, scale=2]");
    assertThat(rollup.dimensionCount()).isEqualTo(3);
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThat(
            problems(
                table()
                    .groupBy("q", "j", "name", "name")
                    .every(Granularity.DAY)
                    .sum("name")
                    .min("b")
                    .max("j")
                    .avg("nope")
                    .where(field("n").equalTo("x")),
                null))
        .containsExactly(
            "groupBy: 'q' is not a column of the schema (columns: name, n, x, d, b, at, j, sum_n)",
            "groupBy: 'j' is JSON, which has no groups",
            "every: is given, but the dataset has no time column; name it with time(…)",
            "sum: 'name' is string, must be a number",
            "min: 'b' is boolean, which has no order",
            "max: 'j' is json, which has no order",
            "avg: 'nope' is not a column of the schema (columns: name, n, x, d, b, at, j, sum_n)",
            "has two columns named 'name', every name must be its own",
            "where: n = x: 'n' is integer; '\"x\"' is not an integer");
  }

  @Test
  void a_measure_cannot_have_the_name_of_a_dimension() {
    assertThat(problems(table().groupBy("sum_n").sum("n"), null))
        .containsExactly("has two columns named 'sum_n', every name must be its own");
    assertThat(problems(table().groupBy("at").every(Granularity.DAY).count(), "at"))
        .containsExactly("has two columns named 'at', every name must be its own");
  }

  @Test
  void buckets_need_a_time_column_that_is_a_time() {
    assertThat(problems(table().every(Granularity.DAY).count(), "name"))
        .containsExactly(
            "every: is given, but the time column 'name' is string, must be a timestamp or date");
  }

  @Test
  void problems_found_before_do_not_stop_a_table() {
    Problems problems = new Problems();
    problems.add("x", "is wrong");
    assertThat(compile(table().count(), SCHEMA, null, ZoneOffset.UTC, problems)).isPresent();
  }

  @Test
  void fingerprints_are_stable() {
    assertThat(
            plan(table().groupBy("name").every(Granularity.DAY).count().where(field("n").isNull()))
                .fingerprint())
        .isEqualTo("1ad1fbfe");
  }

  @Test
  void fingerprints_differ_wherever_rows_would() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Schema texts =
        Schema.parse(
            SCHEMA
                .toString()
                .replace("\"n\":{\"type\":\"integer\"}", "\"n\":{\"type\":\"string\"}"));
    AggregateTable.Builder filtered = table().count().where(field("n").atLeast(5));
    List<Rollup> different =
        List.of(
            plan(table().count()),
            plan(AggregateTable.named("u").count()),
            plan(table().groupBy("name").count()),
            plan(table().groupBy("name").count().max("name")),
            plan(table().every(Granularity.DAY).count()),
            plan(table().every(Granularity.HOUR).count()),
            compile(table().every(Granularity.DAY).count(), SCHEMA, "at", berlin, new Problems())
                .orElseThrow(),
            plan(filtered),
            compile(filtered, texts, "at", ZoneOffset.UTC, new Problems()).orElseThrow(),
            plan(table().count().where(field("n").atLeast(6))),
            plan(table().count().where(field("n").greaterThan(5))),
            plan(table().count().where(field("n").isNull())),
            plan(table().count().where(field("n").isNotNull())),
            plan(table().count().where(field("name").equalTo("x and n is null"))),
            plan(table().count().where(field("name").equalTo("x")).where(field("n").isNull())));
    assertThat(different).extracting(Rollup::fingerprint).doesNotHaveDuplicates();
    assertThat(plan(table().count()).fingerprint()).isEqualTo(different.get(0).fingerprint());
  }

  @Test
  void the_zone_matters_to_buckets_only() {
    assertThat(
            compile(table().count(), SCHEMA, "at", ZoneId.of("Europe/Berlin"), new Problems())
                .orElseThrow()
                .fingerprint())
        .isEqualTo(plan(table().count()).fingerprint());
  }
}
