package io.obsrv.jdbc;

import io.obsrv.lifecycle.PublishingUnderLoadContract;
import io.obsrv.storage.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2PublishingUnderLoadTest extends PublishingUnderLoadContract {
  @TempDir Path files;

  @Override
  protected Storage storage() {
    return JdbcStorage.h2(files);
  }
}
