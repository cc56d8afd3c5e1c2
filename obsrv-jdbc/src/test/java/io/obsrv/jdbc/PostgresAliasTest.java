package io.obsrv.jdbc;

import io.obsrv.lifecycle.AliasContract;
import io.obsrv.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresAliasTest extends AliasContract {
  private final List<String> databases = new ArrayList<>();

  @Override
  protected Storage open() {
    String database = TestPostgres.database();
    databases.add(database);
    return JdbcStorage.postgres(TestPostgres.url(database), "postgres", "");
  }

  @AfterEach
  void dropDatabases() {
    closeLibrary();
    databases.forEach(TestPostgres::drop);
  }
}
