package io.obsrv.jdbc.connector;

import java.util.Map;

class PostgresIdTableSourceTckTest extends TableSourceContract {
  PostgresIdTableSourceTckTest() {
    super(Databases.postgres(), Map.of());
  }
}
