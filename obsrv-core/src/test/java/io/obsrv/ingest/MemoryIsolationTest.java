package io.obsrv.ingest;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import java.time.Clock;

class MemoryIsolationTest extends IsolationContract {
  @Override
  protected Storage open(Clock clock) {
    return MemoryStorage.create(clock);
  }
}
