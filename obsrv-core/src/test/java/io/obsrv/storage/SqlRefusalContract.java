package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.SystemColumns;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.QueryRefusedException;
import io.obsrv.query.Result;
import io.obsrv.schema.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL every database must refuse, and that nothing comes of it. */
public abstract class SqlRefusalContract extends StorageContract {
  private static final Row A = Quakes.full("a", true, "2026-02-01", "[1, \"x\"]");
  private static final Row B = Quakes.row("b", "Fiji", 6.5, null, "0.750", "2026-02-01T23:30:00Z");
  private static final Row C = Quakes.row("c", "Fiji", 5.0, 2L, null, "2026-02-03T00:00:00Z");

  private Layout layout;
  private Counters counters;

  @BeforeEach
  void storeThreeRowsBesideAnotherDataset() {
    Layout other = live(Quakes.layout("secrets"));
    committed(Batch.of(other, B));
    layout = live(Quakes.layout("quakes"));
    committed(Batch.of(layout, A, B, C));
    counters = data().counters(layout.id());
  }

  @Nested
  class A_statement_is_refused {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "insert into quakes (\"id\") values ('x')",
          "update quakes set \"mag\" = 1",
          "delete from quakes",
          "merge into quakes using quakes q on 1 = 1 when matched then delete",
          "truncate table quakes",
          "drop table quakes",
          "alter table quakes add column x int",
          "create table x (a int)",
          "create view x as select * from quakes",
          "grant all on quakes to public",
          "set schema information_schema",
          "call 1",
          "explain select * from quakes",
          "explain analyze delete from quakes",
          "begin",
          "commit",
          "shutdown",
          "script",
          "copy quakes to 'files/x'",
          "values (1)",
          "table quakes",
          "show tables",
          "with d as (delete from quakes returning *) select * from d",
          "with d as (insert into quakes (\"id\") values ('x') returning *) select * from d",
          "with d as (update quakes set \"mag\" = 1 returning *) select * from d",
          "select * into x from quakes",
          "select * from quakes for update",
          "select * from quakes for share",
          "select * from final table (delete from quakes)",
          "select 1 from quakes; select 2 from quakes",
          "select 1 from quakes; drop table quakes",
          "select 1 from quakes; -- \n delete from quakes",
          "/* select */ delete from quakes",
          "",
          ";",
          "-- nothing"
        })
    void that_is_not_a_single_select(String statement) {
      assertRefused(statement);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "select * from information_schema.tables",
          "select * from INFORMATION_SCHEMA.users",
          "select * from pg_catalog.pg_class",
          "select * from pg_class",
          "select * from pg_user",
          "select * from _rows",
          "select * from \"_rows\"",
          "select * from _control",
          "select * from \"_control\"",
          "select * from \"_keys\"",
          "select * from secrets",
          "select * from \"secrets\"",
          "select * from secrets.quakes",
          "select * from \"secrets\".\"strong\"",
          "select * from public.quakes",
          "select * from nowhere",
          "select * from quakes, secrets",
          "select * from quakes join secrets on 1 = 1",
          "select * from quakes where \"id\" in (select \"id\" from secrets)",
          "select (select max(\"id\") from secrets) from quakes",
          "select * from (select * from secrets) x",
          "select * from quakes union select * from secrets",
          "with secrets as (select * from secrets) select * from secrets",
          "with x as (select * from quakes) select * from x, secrets",
          "select * from quakes order by (select max(\"id\") from secrets)",
          "select * from quakes where exists (with y as (select * from secrets) select * from y)",
          "select count(*) from quakes group by \"id\" having count(*) > (select count(*) from secrets)",
          "select case when exists (select 1 from secrets) then 1 else 2 end from quakes",
          "select * from lateral (select * from secrets) x"
        })
    void that_reads_other_tables(String statement) {
      assertRefused(statement);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "select file_read('/etc/passwd') from quakes",
          "select FILE_READ('/etc/passwd') from quakes",
          "select \"FILE_READ\"('/etc/passwd') from quakes",
          "select file_write('x', 'files/x') from quakes",
          "select * from csvread('/etc/passwd')",
          "select csvwrite('files/x', 'select 1') from quakes",
          "select link_schema('a', 'b', 'c', 'd', 'e', 'f') from quakes",
          "select pg_read_file('/etc/passwd') from quakes",
          "select pg_catalog.pg_read_file('/etc/passwd') from quakes",
          "select pg_ls_dir('/') from quakes",
          "select * from pg_ls_dir('/')",
          "select pg_sleep(1) from quakes",
          "select pg_terminate_backend(1) from quakes",
          "select lo_import('/etc/passwd') from quakes",
          "select dblink('host=localhost', 'select 1') from quakes",
          "select current_setting('data_directory') from quakes",
          "select set_config('search_path', 'secrets', false) from quakes",
          "select query_to_xml('select * from secrets', true, true, '') from quakes",
          "select nextval('x') from quakes",
          "select \"id\" from quakes where pg_sleep(1) is null",
          "select \"id\" from quakes order by pg_sleep(1)",
          "select max(file_read('/etc/passwd')) over () from quakes",
          "select count(*) filter (where file_read('/etc/passwd') is null) from quakes",
          "select cast(file_read('/etc/passwd') as varchar) from quakes",
          "select * from (values (file_read('/etc/passwd'))) x"
        })
    void that_calls_functions_which_reach_outside(String statement) {
      assertRefused(statement);
    }

    @Test
    void that_names_columns_that_are_not_there() {
      assertRefused("select \"magg\" from quakes");
    }

    @Test
    void that_gives_names_to_more_columns_than_the_version_has() {
      committed(Batch.of(live(Quakes.layout(1, Quakes.timeless("slim"))), A));
      Layout slim =
          live(
              Quakes.layout(
                  2,
                  DatasetDefinition.named("slim")
                      .schema(Quakes.schemaOf("\"id\": {\"type\": \"string\"}"))
                      .key("id")));

      for (int columns = 1 + SystemColumns.ALL.size() + 1; columns <= 30; columns++) {
        String names =
            IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String last = "select s.c%d from slim as s (%s)".formatted(columns - 1, names);
        assertThatThrownBy(() -> storage.queries().sql(slim, last, QueryLimits.DEFAULT))
            .as(last)
            .isInstanceOf(QueryRefusedException.class);
      }
    }

    @Test
    void whose_syntax_is_wrong() {
      for (String statement :
          List.of("selec 1", "select from where", "select 'open", "select ((1) from quakes")) {
        assertRefused(statement);
      }
    }

    @Test
    void that_is_nested_deeper_than_the_stack_has_room_for() {
      for (String statement :
          List.of(
              "select 1 from quakes where " + "1 = 0 or ".repeat(10_000) + "1 = 1",
              "select " + "1 + ".repeat(20_000) + "1 from quakes")) {
        assertThatThrownBy(() -> sql(statement))
            .isInstanceOf(QueryRefusedException.class)
            .hasMessageMatching(
                "Cannot query dataset 'quakes': the statement (is nested too deep; nest it less, and put many values into one IN|takes too long to understand; nest it less)\\.");
      }
    }

    @Test
    void naming_the_table_that_is_not_there_and_those_that_are() {
      assertThatThrownBy(() -> sql("select * from secrets"))
          .isInstanceOf(QueryRefusedException.class)
          .hasMessageStartingWith("Cannot query dataset 'quakes': ")
          .hasMessageContaining(
              "there is no table 'secrets' (tables: quakes, by_place, strong, total)");
    }

    @Test
    void when_it_takes_too_long_and_the_storage_goes_on() {
      Layout many = live(Quakes.layout(1, Quakes.timeless("many").key()));
      Row[] rows = new Row[400];
      Arrays.fill(rows, C);
      committed(Batch.of(many, rows));
      String product =
          "select count(*) from many a, many b, many c, many d where a.\"mag\" + b.\"mag\" + c.\"mag\" + d.\"mag\" < 0";

      assertThatThrownBy(
              () ->
                  storage.queries().sql(many, product, new QueryLimits(10, Duration.ofSeconds(1))))
          .isInstanceOf(QueryRefusedException.class)
          .hasMessageContaining("took longer than 1 s");
      assertThat(values("select count(*) from quakes")).containsExactly(3L);
      assertThat(committed(Batch.of(layout, Quakes.row("z", null, null, null))).duplicates())
          .isEmpty();
    }
  }

  private void assertRefused(String statement) {
    assertThatThrownBy(() -> sql(statement))
        .as(statement)
        .isInstanceOf(QueryRefusedException.class)
        .hasMessageStartingWith("Cannot query dataset 'quakes': ");
    assertThat(rows(layout)).containsExactly(A, B, C);
    assertThat(data().counters(layout.id())).isEqualTo(counters);
  }

  private Result sql(String statement) {
    return storage.queries().sql(layout, statement, QueryLimits.DEFAULT);
  }

  private List<Object> values(String statement) {
    return sql(statement).rows().stream().map(row -> row.value(0)).toList();
  }
}
