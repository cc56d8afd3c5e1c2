package io.obsrv.jdbc;

import io.obsrv.storage.Storage;
import io.obsrv.storage.located.RelocatedContentContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** From files to a PostgreSQL database and back. */
class MixedRelocatedContentTest extends RelocatedContentContract {
  @TempDir Path files;
  private final TestLocations databases = new TestLocations();

  @Override
  protected Storage open(String name) {
    return name.equals("home") ? JdbcStorage.h2(files.resolve(name)) : databases.open(name);
  }

  @AfterEach
  void drop() {
    databases.drop();
  }
}
