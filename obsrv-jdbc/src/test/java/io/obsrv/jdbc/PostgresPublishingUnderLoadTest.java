package io.obsrv.jdbc;

import io.obsrv.lifecycle.PublishingUnderLoadContract;
import io.obsrv.storage.Storage;
import org.junit.jupiter.api.AfterEach;

class PostgresPublishingUnderLoadTest extends PublishingUnderLoadContract {
  private final String database = TestPostgres.database();

  @Override
  protected Storage storage() {
    return JdbcStorage.postgres(TestPostgres.url(database), "postgres", "");
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }
}
