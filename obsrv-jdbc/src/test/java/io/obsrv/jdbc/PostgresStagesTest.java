package io.obsrv.jdbc;

import io.obsrv.ingest.StagesContract;
import io.obsrv.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresStagesTest extends StagesContract {
  private final List<String> databases = new ArrayList<>();

  @Override
  protected Storage open(Clock time) {
    String database = TestPostgres.database();
    databases.add(database);
    return JdbcStorage.configure().clock(time).postgres(TestPostgres.url(database), "postgres", "");
  }

  @AfterEach
  void dropDatabases() {
    closeLibrary();
    databases.forEach(TestPostgres::drop);
  }
}
