package io.obsrv.jdbc.connector;

import java.util.Map;

class H2SnapshotTableSourceTckTest extends TableSourceContract {
  H2SnapshotTableSourceTckTest() {
    super(Databases.h2(), Map.of("mode", "snapshot"));
  }
}
