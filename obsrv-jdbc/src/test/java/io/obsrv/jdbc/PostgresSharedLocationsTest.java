package io.obsrv.jdbc;

import io.obsrv.storage.Storage;
import io.obsrv.storage.located.SharedLocationsContract;
import org.junit.jupiter.api.AfterEach;

class PostgresSharedLocationsTest extends SharedLocationsContract {
  private final TestLocations databases = new TestLocations();

  @Override
  protected Storage open(String name) {
    return databases.open(name);
  }

  @AfterEach
  void drop() {
    databases.drop();
  }
}
