package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Whoever the connections are of, transactions for a purpose have the same settings. */
class PostgresTermsTest {
  private static final PostgresTimeouts TIMEOUTS = PostgresTimeouts.DEFAULT;
  private static final List<String> SETTINGS =
      List.of(
          "enable_seqscan",
          "jit",
          "transaction_isolation",
          "statement_timeout",
          "lock_timeout",
          "idle_in_transaction_session_timeout");

  private final String database = TestPostgres.database();

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }

  @Test
  void a_pool_of_our_own_has_the_settings_that_a_lent_connection_is_given() {
    Map<Purpose, List<String>> own;
    Map<Purpose, List<String>> lent;
    try (PostgresDatabases databases =
        PostgresDatabases.open(
            new PostgresPool(TestPostgres.url(database), "postgres", "", TIMEOUTS, 1),
            Scripts.dataset(Dialect.POSTGRESQL))) {
      own = settings(databases);
    }
    try (PostgresDatabases databases =
        PostgresDatabases.of(
            TestPostgres.dataSource(database), TIMEOUTS, Scripts.dataset(Dialect.POSTGRESQL))) {
      lent = settings(databases);
    }

    assertThat(own).isEqualTo(lent);
  }

  @Test
  void what_is_about_some_rows_is_planned_by_index_and_all_else_as_configured() {
    try (PostgresDatabases databases =
        PostgresDatabases.of(
            TestPostgres.dataSource(database), TIMEOUTS, Scripts.dataset(Dialect.POSTGRESQL))) {
      settings(databases)
          .forEach(
              (purpose, settings) ->
                  assertThat(settings.subList(0, 2))
                      .as("%s", purpose)
                      .isEqualTo(purpose.isBrief() ? List.of("off", "off") : List.of("on", "on")));
    }
  }

  @Test
  void what_a_lent_connection_is_set_to_holds_for_what_is_about_every_row() {
    PGSimpleDataSource lender = new PGSimpleDataSource();
    lender.setURL(TestPostgres.url(database));
    lender.setUser("postgres");
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(lender);
      pool.setMaximumPoolSize(1);
      pool.setConnectionInitSql("set enable_seqscan = off; set jit = on");
      try (PostgresDatabases databases =
          PostgresDatabases.of(pool, TIMEOUTS, Scripts.dataset(Dialect.POSTGRESQL))) {
        settings(databases)
            .forEach(
                (purpose, settings) ->
                    assertThat(settings.subList(0, 2))
                        .as("%s", purpose)
                        .isEqualTo(
                            purpose.isBrief() ? List.of("off", "off") : List.of("off", "on")));
      }
    }
  }

  /** What holds for each purpose, whatever the connection was used for before. */
  private static Map<Purpose, List<String>> settings(PostgresDatabases databases) {
    Transactions transactions = new Transactions(databases);
    Map<Purpose, List<String>> first = each(transactions);
    assertThat(each(transactions)).isEqualTo(first);
    return first;
  }

  private static Map<Purpose, List<String>> each(Transactions transactions) {
    return Stream.of(Purpose.values())
        .collect(
            Collectors.toMap(
                purpose -> purpose,
                purpose ->
                    transactions.inRegistry(
                        purpose,
                        "look at",
                        session -> SETTINGS.stream().map(name -> show(session, name)).toList())));
  }

  private static String show(Session session, String setting) {
    return session.query("show " + setting).mapTo(String.class).one();
  }
}
