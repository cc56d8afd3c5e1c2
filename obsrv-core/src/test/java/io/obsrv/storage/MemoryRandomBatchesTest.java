package io.obsrv.storage;

import java.time.Clock;

class MemoryRandomBatchesTest extends RandomBatchesContract {
  @Override
  protected Storage open(Clock clock) {
    return MemoryStorage.create(clock);
  }
}
