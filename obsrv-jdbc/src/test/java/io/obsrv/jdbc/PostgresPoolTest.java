package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.error.Problem;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresPoolTest {
  private final String database = TestPostgres.database();

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }

  @Test
  void a_pool_of_the_application_stays_open_and_as_it_was() throws SQLException {
    try (HikariDataSource pool = pool()) {
      pool.setMaximumPoolSize(2);
      pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
      try (JdbcStorage storage = JdbcStorage.postgres(pool)) {
        Layout layout = Quakes.layout("quakes");
        storage.data().prepare(layout);
        storage.data().activate(layout, OnContradiction.REFUSE);
        storage.data().commit(Batch.of(layout, Quakes.row("a", null, null, null)));
        assertThat(storage.data().counters(layout.id()).accepted()).isEqualTo(1);
      }

      try (Connection connection = pool.getConnection()) {
        assertThat(connection.isValid(1)).isTrue();
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(connection.getSchema()).isEqualTo("public");
      }
    }
  }

  @Test
  void a_database_that_cannot_be_used_is_told() {
    JdbcStorage storage;
    try (HikariDataSource pool = pool()) {
      storage = JdbcStorage.postgres(pool);
    }
    try (storage) {

      assertThatThrownBy(() -> storage.registry().list())
          .isInstanceOfSatisfying(
              ObsrvException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED))
          .hasMessageStartingWith("Cannot read the registry: PostgreSQL answered '");
    }
  }

  @Test
  void names_of_columns_that_it_cannot_take_are_told() {
    String name = "ä".repeat(30) + "x".repeat(4);
    try (JdbcStorage storage = JdbcStorage.postgres(TestPostgres.url(database), "postgres", "")) {
      assertThat(
              storage
                  .data()
                  .problems(
                      Quakes.layout(
                          1,
                          Quakes.timeless("quakes")
                              .schema(
                                  Quakes.schema(", \"%s\": {\"type\": \"number\"}".formatted(name)))
                              .table("t", table -> table.count().max("mag").sum(name)))))
          .extracting(Problem::toString)
          .containsExactly(
              "column '%s' has 64 bytes, PostgreSQL takes 63: name it with \"x-column\""
                  .formatted(name),
              "tables/t: column 'sum_%s' has 68 bytes, PostgreSQL takes 63: name it with \"x-column\""
                  .formatted(name));
    }
  }

  @Test
  void rows_that_may_be_too_wide_are_told_and_all_others_fit() {
    try (JdbcStorage storage = JdbcStorage.postgres(TestPostgres.url(database), "postgres", "")) {
      assertThat(storage.data().problems(texts(335)))
          .extracting(Problem::toString)
          .containsExactly(
              "a row can have 8177 bytes, PostgreSQL takes 8160: keep the rarer fields in an object"
                  + " without properties, which is one column");

      Layout widest = texts(334);
      assertThat(storage.data().problems(widest)).isEmpty();
      storage.data().prepare(widest);
      storage.data().activate(widest, OnContradiction.REFUSE);
      for (int length : new int[] {17, 18, 19, 22, 23, 24, 30, 126, 127, 3_000}) {
        Object[] values = new Object[334];
        Arrays.setAll(values, i -> Integer.toString(i, 36) + "x".repeat(length - 2));
        assertThat(storage.data().commit(Batch.of(widest, new Row(values))))
            .isInstanceOf(CommitResult.Committed.class);
      }
    }
  }

  @Test
  void an_address_of_another_database_is_refused_without_its_password() {
    String address = "jdbc:postgres://localhost/obsrv?password=hidden";

    assertThatThrownBy(() -> JdbcStorage.postgres(address, "obsrv", "hidden as well"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "jdbcUrl is no address of PostgreSQL, must be as jdbc:postgresql://host:port/database;"
                + " it is not shown, since it may hold a password");
  }

  @Test
  void what_a_pool_says_of_itself_holds_no_password() {
    PostgresPool pool =
        new PostgresPool(
            "jdbc:postgresql://localhost/obsrv?password=hidden",
            "obsrv",
            "hidden as well",
            PostgresTimeouts.DEFAULT,
            16);

    assertThat(pool).hasToString("PostgresPool[user=obsrv, connections=16]");
  }

  @Test
  void an_address_that_cannot_be_reached_is_told() {
    assertThatThrownBy(() -> JdbcStorage.postgres(TestPostgres.url("nowhere"), "postgres", ""))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot open the PostgreSQL database: it answered 'FATAL: database \"nowhere\" does not"
                + " exist' (SQLState 3D000). Check the address and the user.");
  }

  private static Layout texts(int columns) {
    return Quakes.layout(
        1,
        DatasetDefinition.named("wide")
            .schema(
                Quakes.schemaOf(
                    IntStream.range(0, columns)
                        .mapToObj(i -> "\"c%d\": {\"type\": \"string\"}".formatted(i))
                        .collect(Collectors.joining(", ")))));
  }

  private HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(TestPostgres.url(database));
    pool.setUsername("postgres");
    return pool;
  }
}
