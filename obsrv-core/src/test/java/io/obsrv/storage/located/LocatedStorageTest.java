package io.obsrv.storage.located;

import io.obsrv.dataset.Location;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageContracts;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Several storages are one, for whoever uses it. */
class LocatedStorageTest extends StorageContracts {
  @Override
  protected Storage open(Clock clock) {
    return new LocatedStorage(
        MemoryStorage.create(clock),
        new TreeMap<>(Map.of(Location.of("eu"), MemoryStorage.create(clock))));
  }
}
