package io.obsrv.jdbc.connector;

import java.util.Map;

class H2IdTableSourceTckTest extends TableSourceContract {
  H2IdTableSourceTckTest() {
    super(Databases.h2(), Map.of());
  }
}
