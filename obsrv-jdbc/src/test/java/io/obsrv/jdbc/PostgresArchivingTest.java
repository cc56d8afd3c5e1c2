package io.obsrv.jdbc;

import io.obsrv.lifecycle.ArchivingContract;
import io.obsrv.storage.Storage;
import org.junit.jupiter.api.AfterEach;

class PostgresArchivingTest extends ArchivingContract {
  private final String database = TestPostgres.database();

  @Override
  protected Storage storage() {
    return JdbcStorage.postgres(TestPostgres.url(database), "postgres", "");
  }

  @AfterEach
  void dropDatabase() {
    close();
    TestPostgres.drop(database);
  }
}
