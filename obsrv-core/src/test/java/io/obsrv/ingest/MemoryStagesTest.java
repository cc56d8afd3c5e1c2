package io.obsrv.ingest;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import java.time.Clock;

class MemoryStagesTest extends StagesContract {
  @Override
  protected Storage open(Clock time) {
    return MemoryStorage.create(time);
  }
}
