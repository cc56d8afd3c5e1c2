package io.obsrv.jdbc;

import io.obsrv.storage.Storage;
import java.util.HashMap;
import java.util.Map;

/** PostgreSQL databases by the names of locations, each made when it is opened first. */
final class TestLocations {
  private final Map<String, String> databases = new HashMap<>();

  String database(String name) {
    return databases.computeIfAbsent(name, key -> TestPostgres.database());
  }

  Storage open(String name) {
    return JdbcStorage.postgres(TestPostgres.url(database(name)), "postgres", "");
  }

  void drop() {
    databases.values().forEach(TestPostgres::drop);
    databases.clear();
  }
}
