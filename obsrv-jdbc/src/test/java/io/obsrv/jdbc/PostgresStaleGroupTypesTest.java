package io.obsrv.jdbc;

import org.junit.jupiter.api.AfterEach;

class PostgresStaleGroupTypesTest extends StaleGroupTypesContract {
  private final String database = TestPostgres.database();

  @Override
  Databases open() {
    return TestPostgres.open(database);
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }
}
