package io.obsrv.jdbc.connector;

import java.util.Map;

class PostgresTimeTableSourceTckTest extends TableSourceContract {
  PostgresTimeTableSourceTckTest() {
    super(Databases.postgres(), Map.of("time", "at"));
  }
}
