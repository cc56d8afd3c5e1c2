package io.obsrv.lifecycle;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;

class MemoryArchivingTest extends ArchivingContract {
  @Override
  protected Storage storage() {
    return MemoryStorage.create();
  }
}
