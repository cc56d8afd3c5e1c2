package io.obsrv.jdbc;

import io.obsrv.lifecycle.TransferContract;
import io.obsrv.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresTransferTest extends TransferContract {
  private final List<String> databases = new ArrayList<>();

  @Override
  protected Storage open() {
    String database = TestPostgres.database();
    databases.add(database);
    return JdbcStorage.postgres(TestPostgres.url(database), "postgres", "");
  }

  @AfterEach
  void dropDatabases() {
    closeLibraries();
    databases.forEach(TestPostgres::drop);
  }
}
