package io.obsrv.jdbc;

import io.obsrv.lifecycle.ArchivingContract;
import io.obsrv.storage.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2ArchivingTest extends ArchivingContract {
  @TempDir Path files;

  @Override
  protected Storage storage() {
    return JdbcStorage.h2(files);
  }
}
