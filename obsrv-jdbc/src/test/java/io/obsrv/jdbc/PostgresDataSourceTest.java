package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.callback.Callback;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.event.Event;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.ingest.QuarantineQueue;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The application lends its connections: few, set as it likes, and wants them back as they were.
 */
class PostgresDataSourceTest {
  private static final int LINES = 100;

  @TempDir private Path directory;

  private final String database = TestPostgres.database();

  /** What an application may have. */
  enum Lender {
    POOL_OF_ONE,
    POOL_OF_TWO,
    POOL_WITHOUT_AUTOCOMMIT,
    NO_POOL;

    DataSource open(String database) {
      if (this == NO_POOL) {
        return TestPostgres.dataSource(database);
      }
      HikariDataSource pool = new HikariDataSource();
      pool.setDataSource(TestPostgres.dataSource(database));
      pool.setMaximumPoolSize(this == POOL_OF_TWO ? 2 : 1);
      pool.setConnectionTimeout(20_000);
      pool.setAutoCommit(this != POOL_WITHOUT_AUTOCOMMIT);
      return pool;
    }
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }

  @ParameterizedTest
  @EnumSource
  void everything_works_with_the_connections_there_are(Lender lender) throws Exception {
    DataSource connections = lender.open(database);
    Semaphore sent = new Semaphore(0);
    Callback mail = Callback.to("mail", batch -> sent.release(batch.records().size()));
    Path file = directory.resolve("orders.jsonl");
    java.nio.file.Files.write(file, lines("f").toList());
    try (Obsrv obsrv =
        Obsrv.on(JdbcStorage.postgres(connections))
            .connector(mail)
            .archives(directory.resolve("archives"))
            .open()) {
      Fixtures.publish(obsrv, shops());
      obsrv.ingestion().ingest("shops", "{\"id\": \"s\", \"city\": \"Ulm\"}");
      Fixtures.publish(
          obsrv, orders().source("file", Files.jsonLines(file)).destination("mail", mail.config()));
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> pushes = new ArrayList<>();
      for (String name : List.of("a", "b", "c", "d")) {
        pushes.add(
            threads.submit(
                () ->
                    obsrv
                        .ingestion()
                        .ingest("orders", name, lines(name).map(Event::json).toList())));
      }
      for (Future<?> push : pushes) {
        push.get(1, TimeUnit.MINUTES);
      }
      threads.shutdown();
      obsrv.ingestion().awaitCompletion("orders");

      assertThat(sent.tryAcquire(5 * LINES, 1, TimeUnit.MINUTES)).isTrue();
      assertThat(obsrv.queries().run("orders", Query.from("by_city")).rows().toString())
          .isEqualTo("[[Ulm, %d]]".formatted(5 * LINES));
      assertThat(
              obsrv.queries().sql("orders", "select count(*) from orders").rows().get(0).value(0))
          .isEqualTo(5L * LINES);
      obsrv.ingestion().ingest("orders", "{\"id\": 5}");
      QuarantineQueue queue = obsrv.ingestion().quarantine("orders");
      assertThat(queue.replay(QuarantineFilter.ALL).quarantined()).isEqualTo(1);
      obsrv.datasets().retire("orders");
      obsrv.datasets().archive("orders");
      obsrv.datasets().restore("orders");
      assertThat(obsrv.monitor().stats("orders").counters().rows()).isEqualTo(5L * LINES);
      obsrv.datasets().purge("orders", "no longer wanted");
    }
    try (Connection connection = connections.getConnection()) {
      assertThat(connection.isValid(1)).as("the application's connections are open").isTrue();
    } finally {
      if (connections instanceof HikariDataSource pool) {
        assertThat(pool.isClosed()).isFalse();
        pool.close();
      }
    }
  }

  @Test
  void connections_come_back_as_they_were() throws SQLException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(TestPostgres.dataSource(database));
      pool.setMaximumPoolSize(1);
      pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
      pool.setConnectionInitSql(
          "set statement_timeout = '71s'; set lock_timeout = '72s'; set search_path = pg_catalog");
      String before = settings(pool);
      assertThat(before).contains("71s", "72s", "pg_catalog", "repeatable read");
      try (Obsrv obsrv = Obsrv.open(JdbcStorage.postgres(pool))) {
        Fixtures.publish(obsrv, shops());
        Fixtures.publish(obsrv, orders());
        obsrv.ingestion().ingest("orders", lines("a").map(Event::json).toList());
        obsrv.queries().sql("orders", "select count(*) from orders");
        obsrv.queries().run("orders", Query.from("by_city"));
        assertThat(settings(pool)).as("while the library is open").isEqualTo(before);
      }
      assertThat(settings(pool)).isEqualTo(before);
    }
  }

  @Test
  void a_pool_of_the_library_that_nobody_uses_closes_its_connections_but_lends_them_again()
      throws SQLException {
    try (HikariDataSource pool =
        new PostgresPool(TestPostgres.url(database), "postgres", "", PostgresTimeouts.DEFAULT, 3)
            .open()) {
      assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
      assertThat(pool.getMinimumIdle()).isZero();
      assertThat(pool.getIdleTimeout()).isEqualTo(Duration.ofMinutes(1).toMillis());
      try (Connection connection = pool.getConnection()) {
        assertThat(show(connection, "statement_timeout")).isEqualTo("5min");
        assertThat(show(connection, "lock_timeout")).isEqualTo("1min");
        assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("5s");
        assertThat(connection.getNetworkTimeout()).isEqualTo(330_000);
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().contains("obsrv-jdbc"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon)
          .allMatch(thread -> thread.getName().startsWith("obsrv-"));
    }
  }

  @Test
  void what_an_address_says_of_the_driver_comes_first() throws SQLException {
    String url = TestPostgres.url(database) + "&socketTimeout=7&ApplicationName=shop";
    try (HikariDataSource pool =
            new PostgresPool(url, "postgres", "", PostgresTimeouts.DEFAULT, 1).open();
        Connection connection = pool.getConnection()) {
      assertThat(show(connection, "application_name")).isEqualTo("shop");
      assertThat(connection.getNetworkTimeout()).isEqualTo(7_000);
    }
  }

  private static String settings(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return List.of(
              connection.getAutoCommit(),
              connection.getTransactionIsolation(),
              connection.isReadOnly(),
              connection.getNetworkTimeout(),
              show(connection, "statement_timeout"),
              show(connection, "lock_timeout"),
              show(connection, "idle_in_transaction_session_timeout"),
              show(connection, "search_path"),
              show(connection, "role"),
              show(connection, "transaction_isolation"))
          .toString();
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_setting('%s')".formatted(setting))) {
      row.next();
      return row.getString(1);
    }
  }

  private static DefinitionBuilder shops() {
    return DatasetDefinition.named("shops")
        .kind(Kind.MASTER)
        .schema(schema("\"id\": {\"type\": \"string\"}, \"city\": {\"type\": \"string\"}"))
        .key("id");
  }

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            schema(
                """
                "id": {"type": "string"}, "shop": {"type": "string"}, "city": {"type": "string"}
                """))
        .key("id")
        .enrich("shop", e -> e.from("shops").on("shop").field("city", "city"))
        .table("by_city", t -> t.groupBy("city").count());
  }

  private static Schema schema(String properties) {
    return Schema.parse(
        "{\"type\": \"object\", \"required\": [\"id\"], \"properties\": {%s}}"
            .formatted(properties));
  }

  private static Stream<String> lines(String name) {
    return IntStream.range(0, LINES)
        .mapToObj(n -> "{\"id\": \"%s%d\", \"shop\": \"s\"}".formatted(name, n));
  }
}
