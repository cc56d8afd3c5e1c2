package io.obsrv.storage.located;

import io.obsrv.storage.KeptStorage;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import java.util.HashMap;
import java.util.Map;

class MemoryRelocationTest extends RelocationContract {
  private final Map<String, Storage> storages = new HashMap<>();

  @Override
  protected Storage open(String name) {
    return storages.computeIfAbsent(name, key -> new KeptStorage(MemoryStorage.create()));
  }
}
