package io.obsrv.jdbc;

import io.obsrv.ingest.IsolationContract;
import io.obsrv.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresIsolationTest extends IsolationContract {
  private final List<String> databases = new ArrayList<>();

  @Override
  protected Storage open(Clock clock) {
    String database = TestPostgres.database();
    databases.add(database);
    return JdbcStorage.configure()
        .clock(clock)
        .postgres(TestPostgres.url(database), "postgres", "");
  }

  @AfterEach
  void dropDatabases() {
    closeLibrary();
    databases.forEach(TestPostgres::drop);
  }
}
