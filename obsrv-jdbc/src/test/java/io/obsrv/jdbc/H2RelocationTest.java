package io.obsrv.jdbc;

import io.obsrv.storage.Storage;
import io.obsrv.storage.located.RelocationContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2RelocationTest extends RelocationContract {
  @TempDir Path files;

  @Override
  protected Storage open(String name) {
    return JdbcStorage.h2(files.resolve(name));
  }
}
