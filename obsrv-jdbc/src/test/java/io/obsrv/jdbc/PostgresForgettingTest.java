package io.obsrv.jdbc;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

class PostgresForgettingTest extends ForgettingContract {
  private final String database = TestPostgres.database();

  @Override
  Databases open(Clock time) {
    return PostgresDatabases.open(
        new PostgresPool(TestPostgres.url(database), "postgres", "", PostgresTimeouts.DEFAULT, 4),
        Scripts.dataset(Dialect.POSTGRESQL));
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }
}
