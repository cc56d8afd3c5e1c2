package io.obsrv.jdbc;

import org.junit.jupiter.api.AfterEach;

class PostgresStaleGroupsTest extends StaleGroupsContract {
  private final String database = TestPostgres.database();

  @Override
  Databases open() {
    return PostgresDatabases.open(
        new PostgresPool(TestPostgres.url(database), "postgres", "", PostgresTimeouts.DEFAULT, 4),
        Scripts.dataset(Dialect.POSTGRESQL));
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }
}
