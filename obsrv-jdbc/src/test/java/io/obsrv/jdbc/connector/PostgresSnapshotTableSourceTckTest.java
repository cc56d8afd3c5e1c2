package io.obsrv.jdbc.connector;

import java.util.Map;

class PostgresSnapshotTableSourceTckTest extends TableSourceContract {
  PostgresSnapshotTableSourceTckTest() {
    super(Databases.postgres(), Map.of("mode", "snapshot"));
  }
}
