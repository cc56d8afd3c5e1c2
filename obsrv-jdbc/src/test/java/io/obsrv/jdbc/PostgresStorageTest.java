package io.obsrv.jdbc;

import io.obsrv.storage.DatabaseContracts;
import io.obsrv.storage.Storage;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class PostgresStorageTest extends DatabaseContracts {
  private final Map<Storage, String> databases = new HashMap<>();

  @Override
  protected Storage open(Clock clock) {
    return open(clock, TestPostgres.database());
  }

  @Override
  protected Storage reopen(Storage present, Clock clock) {
    present.close();
    return open(clock, databases.get(present));
  }

  private Storage open(Clock clock, String database) {
    Storage storage =
        JdbcStorage.configure().clock(clock).postgres(TestPostgres.url(database), "postgres", "");
    databases.put(storage, database);
    return storage;
  }

  @AfterEach
  void dropDatabases() {
    databases.values().stream().distinct().forEach(TestPostgres::drop);
    databases.clear();
  }
}
