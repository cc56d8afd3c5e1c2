package io.obsrv.lifecycle;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;

class MemoryPublishingUnderLoadTest extends PublishingUnderLoadContract {
  @Override
  protected Storage storage() {
    return MemoryStorage.create();
  }
}
