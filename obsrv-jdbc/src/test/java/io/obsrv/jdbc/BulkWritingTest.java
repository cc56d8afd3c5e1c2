package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.table.Group;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many rows at once get into PostgreSQL, and JSON becomes JSONB. */
class BulkWritingTest {
  /** The first there can be, and the last. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** More than are looked up by a statement that is planned for a few. */
  private static final int PARTS = 60;

  private static final Layout LAYOUT =
      Quakes.layout(
          1,
          DatasetDefinition.named("bulk")
              .schema(
                  Quakes.schemaOf(
                      """
                      "id": {"type": "string"}, "any": {}, "part": {"type": "integer"},
                      "at": {"type": "string", "format": "date-time"},
                      "day": {"type": "string", "format": "date"},
                      "price": {"type": "number", "x-precision": 30, "x-scale": 20},
                      "size": {"type": "number"}\
                      """))
              .key("id")
              .table(
                  "by_part",
                  t ->
                      t.groupBy("part")
                          .count()
                          .max("id")
                          .max("at")
                          .min("day")
                          .sum("price")
                          .min("size")));

  private final String database = TestPostgres.database();

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }

  @Test
  void the_driver_may_be_hidden_by_the_pool_of_the_application() {
    try (JdbcStorage storage = JdbcStorage.postgres(hiding(TestPostgres.dataSource(database)))) {
      assertStores(storage, 100);
      assertStores(storage, 7);
      assertStores(storage, 100);
    }
  }

  @Test
  void many_rows_are_copied_and_few_are_inserted() {
    try (JdbcStorage storage = JdbcStorage.postgres(TestPostgres.dataSource(database))) {
      assertStores(storage, 7);
      assertStores(storage, 8);
      assertStores(storage, 5_000);
    }
  }

  @Test
  void what_an_earlier_release_stored_as_json_becomes_jsonb() throws SQLException {
    try (JdbcStorage storage = JdbcStorage.postgres(TestPostgres.dataSource(database))) {
      assertStores(storage, 20);
    }
    execute("alter table obsrv_bulk._rows alter column \"any\" type json");
    execute("delete from obsrv_bulk._schema where version >= 7");

    try (JdbcStorage storage = JdbcStorage.postgres(TestPostgres.dataSource(database))) {
      assertThat(rows(storage)).hasSize(20);
      assertThat(type("any")).isEqualTo("jsonb");
      assertThat(type("_extra")).isEqualTo("json");
      assertStores(storage, 10);
    }
  }

  private void assertStores(JdbcStorage storage, int count) {
    if (storage.data().counters(LAYOUT.id()).received() == 0) {
      storage.data().prepare(LAYOUT);
      storage.data().activate(LAYOUT, OnContradiction.REFUSE);
    }
    int before = rows(storage).size();
    List<Row> rows = IntStream.range(before, before + count).mapToObj(i -> row(i)).toList();

    assertThat(storage.data().commit(Batch.of(LAYOUT, rows.toArray(Row[]::new))))
        .isInstanceOf(CommitResult.Committed.class);

    List<Row> stored = rows(storage).stream().map(StoredRow::row).toList();
    assertThat(stored.subList(before, stored.size())).isEqualTo(rows);
    assertThat(groups(storage))
        .containsExactlyInAnyOrderElementsOf(
            LAYOUT.rollups().get(0).groups(stored).stream().map(Group::row).toList());
  }

  private static Row row(int number) {
    return new Row(
        "row-" + number,
        JsonText.parse("{\"n\": [%d, null]}".formatted(number)),
        (long) number % PARTS,
        number % 2 == 0 ? FIRST.plusSeconds(number) : LAST.minusSeconds(number),
        LocalDate.ofInstant(FIRST, ZoneOffset.UTC).plusDays(number),
        BigDecimal.valueOf(number, 20),
        number == 0 ? null : -1e300 / number);
  }

  private static List<Row> groups(JdbcStorage storage) {
    return storage.queries().run(LAYOUT, Query.from("by_part"), QueryLimits.DEFAULT).rows();
  }

  private static List<StoredRow> rows(JdbcStorage storage) {
    List<StoredRow> rows = new ArrayList<>();
    storage.data().scan(LAYOUT, rows::add);
    return rows;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = TestPostgres.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String type(String column) throws SQLException {
    try (Connection connection = TestPostgres.dataSource(database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select data_type from information_schema.columns where table_name = '_rows' and column_name = '%s'"
                    .formatted(column))) {
      row.next();
      return row.getString(1);
    }
  }

  /** A pool whose connections say that they wrap nothing. */
  private static DataSource hiding(DataSource pool) {
    return proxy(
        DataSource.class,
        pool,
        answer ->
            answer instanceof Connection connection
                ? proxy(Connection.class, connection, inside -> inside)
                : answer);
  }

  private interface Wrapping {
    Object of(Object answer);
  }

  private static <T> T proxy(Class<T> type, T target, Wrapping wrapping) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isWrapperFor")) {
                return false;
              }
              try {
                return wrapping.of(method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
