package io.obsrv.lifecycle;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;

class MemoryAliasTest extends AliasContract {
  @Override
  protected Storage open() {
    return MemoryStorage.create();
  }
}
