package io.obsrv.jdbc;

import io.obsrv.storage.RandomBatchesContract;
import io.obsrv.storage.Storage;
import java.time.Clock;

class H2MemoryRandomBatchesTest extends RandomBatchesContract {
  @Override
  protected Storage open(Clock clock) {
    return JdbcStorage.configure().clock(clock).h2Memory();
  }
}
