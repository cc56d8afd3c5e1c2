package io.obsrv.storage.located;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;

class MemoryRelocatedContentTest extends RelocatedContentContract {
  @Override
  protected Storage open(String name) {
    return MemoryStorage.create();
  }
}
