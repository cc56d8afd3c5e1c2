package io.obsrv.storage;

import java.time.Clock;
import org.junit.jupiter.api.Nested;

/** All contracts of a storage that answers SQL. */
public abstract class DatabaseContracts extends StorageContracts {

  @Nested
  class Answered_sql extends SqlContract {
    @Override
    protected Storage open(Clock clock) {
      return DatabaseContracts.this.open(clock);
    }
  }

  @Nested
  class Refused_sql extends SqlRefusalContract {
    @Override
    protected Storage open(Clock clock) {
      return DatabaseContracts.this.open(clock);
    }
  }
}
