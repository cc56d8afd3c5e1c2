package io.obsrv.jdbc;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

class PostgresForgettingTest extends ForgettingContract {
  private final String database = TestPostgres.database();

  @Override
  Databases open(Clock time) {
    return TestPostgres.open(database);
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }
}
