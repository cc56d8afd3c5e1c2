package io.obsrv.jdbc;

import io.obsrv.storage.DatabaseContracts;
import io.obsrv.storage.Storage;
import java.time.Clock;

class H2MemoryStorageTest extends DatabaseContracts {
  @Override
  protected Storage open(Clock clock) {
    return JdbcStorage.configure().clock(clock).h2Memory();
  }
}
