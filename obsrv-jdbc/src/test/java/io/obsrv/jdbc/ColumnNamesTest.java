package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.table.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names that mean something to JDBC, JDBI or SQL, or look alike. */
class ColumnNamesTest {
  private static final List<String> NAMES =
      List.of(
          "a:b",
          "a?b",
          "a<b>",
          "<schema>",
          ":a",
          "sel\\\"ect",
          "  ",
          "ünïcode",
          "order",
          "Order",
          "user",
          "?",
          "??",
          "--",
          "/* x */",
          "a;b",
          "it's",
          "\\\\",
          "{ts}",
          "$1",
          "t",
          "%s",
          "#{x}");

  @Test
  void are_names_like_any_other_in_h2() {
    try (JdbcStorage storage = JdbcStorage.h2(TestDirectories.create())) {
      assertUsable(storage);
    }
  }

  @Test
  void are_names_like_any_other_in_postgres() {
    String database = TestPostgres.database();
    try (JdbcStorage storage = JdbcStorage.postgres(TestPostgres.url(database), "postgres", "")) {
      assertUsable(storage);
    } finally {
      TestPostgres.drop(database);
    }
  }

  private static void assertUsable(JdbcStorage storage) {
    Schema schema =
        Quakes.schemaOf(
            NAMES.stream()
                .map(name -> "\"%s\": {\"type\": \"string\"}".formatted(name))
                .collect(Collectors.joining(", ")));
    String[] names = schema.columns().stream().map(Column::name).toArray(String[]::new);
    Layout layout =
        Quakes.layout(
            1,
            DatasetDefinition.named("odd")
                .schema(schema)
                .key(names)
                .table("by_all", table -> table.groupBy(names).count().max(names[0])));
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    storage.data().settle(layout);
    Row row = new Row((Object[]) names);

    CommitResult result = storage.data().commit(Batch.of(layout, row));
    storage.data().commit(Batch.of(layout, row));

    assertThat(result).isInstanceOf(CommitResult.Committed.class);
    List<Row> rows = new ArrayList<>();
    storage.data().scan(layout, stored -> rows.add(stored.row()));
    assertThat(rows).containsExactly(row);
    for (String name : names) {
      Query query =
          Query.from("odd")
              .where(Condition.field(name).equalTo(name))
              .groupBy(name)
              .count()
              .max(name)
              .orderBy(name);
      assertThat(storage.queries().run(layout, query, QueryLimits.DEFAULT).rows())
          .containsExactly(new Row(name, 1L, name));
      String sql = "select %s from by_all".formatted(Identifiers.quote(name));
      assertThat(storage.queries().sql(layout, sql, QueryLimits.DEFAULT).rows())
          .containsExactly(new Row(name));
    }
    assertThat(storage.queries().run(layout, Query.from("by_all"), QueryLimits.DEFAULT).rows())
        .hasSize(1);
  }
}
