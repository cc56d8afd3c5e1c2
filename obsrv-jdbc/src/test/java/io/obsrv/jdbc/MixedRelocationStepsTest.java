package io.obsrv.jdbc;

import io.obsrv.storage.Storage;
import io.obsrv.storage.located.RelocationStepsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** From files to a PostgreSQL database. */
class MixedRelocationStepsTest extends RelocationStepsContract {
  @TempDir Path files;
  private final TestLocations databases = new TestLocations();
  private int times;

  @Override
  protected Storage open(String name) {
    return name.equals("home") ? JdbcStorage.h2(files.resolve(times + name)) : databases.open(name);
  }

  @Override
  protected void rename() {
    times++;
    databases.drop();
  }

  @AfterEach
  void drop() {
    databases.drop();
  }
}
