package io.obsrv.ingest;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;

class MemorySupersededAheadTest extends SupersededAheadContract {
  @Override
  protected Storage open() {
    return MemoryStorage.create();
  }
}
