package io.obsrv.lifecycle;

import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;

class MemoryLifecycleWalkTest extends LifecycleWalkContract {
  @Override
  protected Storage storage() {
    return MemoryStorage.create();
  }
}
