package io.obsrv.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class H2NewerReleaseTest extends NewerReleaseContract {
  private final Path directory = TestDirectories.create();

  @Override
  JdbcStorage storage() {
    return JdbcStorage.h2(directory);
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(new H2Address.Files(directory).registry(), "sa", "");
  }

  @Override
  String schema() {
    return "public";
  }
}
