package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.error.Problem;
import io.obsrv.event.Layout;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import java.sql.Connection;
import java.sql.SQLException;
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
        storage.data().activate(layout);
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

  private HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(TestPostgres.url(database));
    pool.setUsername("postgres");
    return pool;
  }
}
