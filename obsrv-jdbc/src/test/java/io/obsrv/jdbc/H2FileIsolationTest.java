package io.obsrv.jdbc;

import io.obsrv.ingest.IsolationContract;
import io.obsrv.storage.Storage;
import java.time.Clock;

class H2FileIsolationTest extends IsolationContract {
  @Override
  protected Storage open(Clock clock) {
    return JdbcStorage.configure().clock(clock).h2(TestDirectories.create());
  }
}
