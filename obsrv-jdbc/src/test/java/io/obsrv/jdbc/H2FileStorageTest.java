package io.obsrv.jdbc;

import io.obsrv.storage.DatabaseContracts;
import io.obsrv.storage.Storage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

class H2FileStorageTest extends DatabaseContracts {
  private final Map<Storage, Path> directories = new HashMap<>();

  @Override
  protected Storage open(Clock clock) {
    return open(clock, TestDirectories.create());
  }

  @Override
  protected Storage reopen(Storage present, Clock clock) {
    present.close();
    return open(clock, directories.get(present));
  }

  private Storage open(Clock clock, Path directory) {
    Storage storage = JdbcStorage.configure().clock(clock).h2(directory);
    directories.put(storage, directory);
    return storage;
  }
}
