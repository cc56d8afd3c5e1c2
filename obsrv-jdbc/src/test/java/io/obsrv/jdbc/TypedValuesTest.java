package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Result;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Values at the edges of their types, which must come back as they were stored. */
class TypedValuesTest {
  private static final String COLUMNS =
      """
      "s": {"type": "string"},
      "i": {"type": "integer"},
      "n": {"type": "number"},
      "d": {"type": "number", "x-precision": 100, "x-scale": 50},
      "b": {"type": "boolean"},
      "at": {"type": "string", "format": "date-time"},
      "day": {"type": "string", "format": "date"},
      "j": {"type": ["array", "object", "string", "number", "boolean", "null"]}\
      """;

  @Test
  void come_back_as_they_were_from_h2() {
    inH2(TypedValuesTest::assertRoundTrip);
  }

  @Test
  void come_back_as_they_were_from_postgres() {
    inPostgres(TypedValuesTest::assertRoundTrip);
  }

  @Test
  void of_many_megabytes_fit_h2_and_its_aggregate_tables_once_a_version_allows_them() {
    inH2(TypedValuesTest::assertLongTexts);
  }

  @Test
  void of_many_megabytes_fit_postgres_and_its_aggregate_tables() {
    inPostgres(TypedValuesTest::assertLongTexts);
  }

  @Test
  void of_other_types_are_answered_by_h2() {
    inH2(
        storage -> {
          Layout layout = live(storage, definition());
          Result result =
              sql(
                  storage,
                  layout,
                  """
                  select cast(1 as smallint), cast(1.5 as real), cast(1.5 as decfloat), 1.50,
                    cast('10:00:00' as time), timestamp '2026-01-01 10:00:00', interval '1' day,
                    cast('00000000-0000-0000-0000-000000000001' as uuid), null,
                    cast('x' as char(2)), cast('x' as clob)\
                  """);

          assertThat(result.columns())
              .extracting(Column::type)
              .containsExactly(
                  ColumnType.INTEGER,
                  ColumnType.NUMBER,
                  ColumnType.NUMBER,
                  ColumnType.DECIMAL,
                  ColumnType.STRING,
                  ColumnType.TIMESTAMP,
                  ColumnType.STRING,
                  ColumnType.STRING,
                  ColumnType.STRING,
                  ColumnType.STRING,
                  ColumnType.JSON);
          assertThat(result.rows().get(0).values().subList(0, 6))
              .containsExactly(
                  1L,
                  1.5,
                  1.5,
                  new BigDecimal("1.50"),
                  "10:00:00",
                  Instant.parse("2026-01-01T10:00:00Z"));
        });
  }

  @Test
  void of_other_types_are_answered_by_postgres() {
    inPostgres(
        storage -> {
          Layout layout = live(storage, definition());
          Result result =
              sql(
                  storage,
                  layout,
                  """
                  select 1::smallint, 1.5::real, 1.50, time '10:00:00',
                    timestamp '2026-01-01 10:00:00', interval '1 day',
                    '00000000-0000-0000-0000-000000000001'::uuid, null, '{"a": 1}'::jsonb,
                    array[1, 2], true, 'x'::char(2)\
                  """);

          assertThat(result.columns())
              .extracting(Column::type)
              .containsExactly(
                  ColumnType.INTEGER,
                  ColumnType.NUMBER,
                  ColumnType.DECIMAL,
                  ColumnType.STRING,
                  ColumnType.TIMESTAMP,
                  ColumnType.STRING,
                  ColumnType.STRING,
                  ColumnType.STRING,
                  ColumnType.JSON,
                  ColumnType.STRING,
                  ColumnType.BOOLEAN,
                  ColumnType.STRING);
          assertThat(result.rows().get(0).values())
              .containsExactly(
                  1L,
                  1.5,
                  new BigDecimal("1.50"),
                  "10:00:00",
                  Instant.parse("2026-01-01T10:00:00Z"),
                  "1 day",
                  "00000000-0000-0000-0000-000000000001",
                  null,
                  JsonText.parse("{\"a\": 1}"),
                  "{1,2}",
                  true,
                  "x ");
        });
  }

  private static void assertRoundTrip(JdbcStorage storage) {
    Layout layout =
        live(
            storage,
            definition()
                .table("t", t -> t.groupBy("s", "d", "b").count().sum("d").min("at").max("day")));
    List<Row> rows =
        List.of(
            row("", 0L, 0.0, "0", false, "1582-10-10T12:00:00.000001Z", "1582-10-10", "[]"),
            row(
                "\uFFFF\uE000🌋\u2028 \u0001\u007F",
                -1L,
                Double.MIN_NORMAL,
                "-1.5",
                true,
                "0001-01-01T00:00:00Z",
                "0001-01-01",
                "1" + "0".repeat(400)),
            row(
                "x".repeat((1 << 20) - 40),
                Long.MIN_VALUE,
                -Double.MAX_VALUE,
                "9".repeat(50) + "." + "9".repeat(50),
                true,
                "9999-12-31T23:59:59.999999Z",
                "9999-12-31",
                "-0.00000000000000000000000000000000000000010"),
            row(
                "9",
                Long.MAX_VALUE,
                0.1 + 0.2,
                "-" + "9".repeat(50) + "." + "9".repeat(50),
                true,
                "1883-11-18T12:03:57.123456Z",
                "1900-02-28",
                "{\"b\":1,\"a\":{\"\":[null,true,12345678901234567890.10]},\"\\u0001\":\"\\uFFFF🌋'\\\"\"}"),
            row(
                "9",
                Long.MAX_VALUE,
                Math.PI,
                "9".repeat(50) + ".0",
                null,
                "2026-03-29T01:30:00Z",
                "2000-02-29",
                "\"null\""),
            new Row(null, null, null, null, null, null, null, null));

    CommitResult result = storage.data().commit(Batch.of(layout, rows.toArray(Row[]::new)));

    assertThat(result).isInstanceOf(CommitResult.Committed.class);
    List<Row> found = new ArrayList<>();
    storage.data().scan(layout, stored -> found.add(stored.row()));
    assertThat(found).isEqualTo(rows);
    assertThat(run(storage, layout, Query.from("typed").orderBy("i").orderBy("n")).rows())
        .containsExactlyInAnyOrderElementsOf(rows);
    assertThat(run(storage, layout, Query.from("t")).rows())
        .containsExactlyInAnyOrderElementsOf(
            layout.rollup("t").orElseThrow().groups(rows).stream().map(g -> g.row()).toList());
    assertThat(
            sql(storage, layout, "select s, i, n, d, b, at, \"day\", j from typed order by _seq")
                .rows())
        .isEqualTo(rows);
    // Totals beyond the digits of their columns are stored all the same.
    storage.data().commit(Batch.of(layout, rows.toArray(Row[]::new)));
    assertThat(run(storage, layout, Query.from("t")).rows()).hasSize(6);
  }

  private static void assertLongTexts(JdbcStorage storage) {
    DefinitionBuilder definition = definition().table("t", t -> t.groupBy("s").count().max("s"));
    Layout first = live(storage, definition);
    Row small = new Row("x", null, null, null, null, null, null, null);
    storage.data().commit(Batch.of(first, small));

    Layout second = Quakes.layout(2, definition.maxEventBytes(8 << 20));
    storage.data().prepare(second);
    storage.data().activate(second, OnContradiction.REFUSE);
    String text = "long ".repeat(1_000_000);
    Row large =
        new Row(text, null, null, null, null, null, null, JsonText.parse("[\"" + text + "\"]"));
    storage.data().commit(Batch.of(second, large));

    List<Row> rows = List.of(small, large);
    assertThat(run(storage, second, Query.from("typed").orderBy("s")).rows())
        .isEqualTo(List.of(large, small));
    assertThat(run(storage, second, Query.from("t")).rows())
        .containsExactlyInAnyOrderElementsOf(
            second.rollup("t").orElseThrow().groups(rows).stream().map(g -> g.row()).toList());
    assertThat(run(storage, second, Query.from("typed").groupBy("s").max("s").orderBy("s")).rows())
        .isEqualTo(List.of(new Row(text, text), new Row("x", "x")));
  }

  private static Row row(
      String s, Long i, Double n, String d, Boolean b, String at, String day, String j) {
    return new Row(
        s,
        i,
        n,
        new BigDecimal(d).setScale(50),
        b,
        Instant.parse(at),
        LocalDate.parse(day),
        JsonText.parse(j));
  }

  private static DefinitionBuilder definition() {
    return DatasetDefinition.named("typed").schema(Quakes.schemaOf(COLUMNS));
  }

  private static Layout live(JdbcStorage storage, DefinitionBuilder definition) {
    Layout layout = Quakes.layout(1, definition);
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    return layout;
  }

  private static Result run(JdbcStorage storage, Layout layout, Query query) {
    return storage.queries().run(layout, query, QueryLimits.DEFAULT);
  }

  private static Result sql(JdbcStorage storage, Layout layout, String sql) {
    return storage.queries().sql(layout, sql, QueryLimits.DEFAULT);
  }

  private static void inH2(Consumer<JdbcStorage> test) {
    try (JdbcStorage storage = JdbcStorage.h2(TestDirectories.create())) {
      test.accept(storage);
    }
  }

  private static void inPostgres(Consumer<JdbcStorage> test) {
    String database = TestPostgres.database();
    try (JdbcStorage storage = JdbcStorage.postgres(TestPostgres.url(database), "postgres", "")) {
      test.accept(storage);
    } finally {
      TestPostgres.drop(database);
    }
  }
}
