package io.obsrv.lifecycle;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;

class MemoryTransferTest extends TransferContract {
  @Override
  protected Storage open() {
    return MemoryStorage.create();
  }
}
