package io.obsrv.jdbc;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.located.RelocatedContentContract;
import org.junit.jupiter.api.AfterEach;

/** From a PostgreSQL database to memory and back. */
class PostgresToMemoryRelocatedContentTest extends RelocatedContentContract {
  private final TestLocations databases = new TestLocations();

  @Override
  protected Storage open(String name) {
    return name.equals("home") ? databases.open(name) : MemoryStorage.create();
  }

  @AfterEach
  void drop() {
    databases.drop();
  }
}
