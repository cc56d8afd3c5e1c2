package io.obsrv.jdbc;

import io.obsrv.ingest.WindowContract;
import io.obsrv.storage.Storage;
import java.time.Clock;

class H2FileWindowTest extends WindowContract {
  @Override
  protected Storage open(Clock clock) {
    return JdbcStorage.configure().clock(clock).h2(TestDirectories.create());
  }
}
