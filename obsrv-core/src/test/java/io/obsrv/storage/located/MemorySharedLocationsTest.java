package io.obsrv.storage.located;

import io.obsrv.storage.ForwardingStorage;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import java.util.HashMap;
import java.util.Map;

class MemorySharedLocationsTest extends SharedLocationsContract {
  private final Map<String, Storage> storages = new HashMap<>();

  @Override
  protected Storage open(String name) {
    return storages.computeIfAbsent(name, key -> new Shared(MemoryStorage.create()));
  }

  private static final class Shared extends ForwardingStorage {
    Shared(Storage storage) {
      super(storage);
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public void close() {
      // It is kept.
    }
  }
}
