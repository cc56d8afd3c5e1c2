package io.obsrv.jdbc.connector;

import java.util.Map;

class H2TimeTableSourceTckTest extends TableSourceContract {
  H2TimeTableSourceTckTest() {
    super(Databases.h2(), Map.of("time", "at"));
  }
}
