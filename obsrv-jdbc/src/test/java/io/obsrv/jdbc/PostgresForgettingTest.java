package io.obsrv.jdbc;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

class PostgresForgettingTest extends ForgettingContract {
  private final String database = TestPostgres.database();

  @Override
  Databases open(Clock time) {
    return PostgresDatabases.open(
        TestPostgres.url(database), "postgres", "", Scripts.dataset(Dialect.POSTGRESQL));
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }
}
