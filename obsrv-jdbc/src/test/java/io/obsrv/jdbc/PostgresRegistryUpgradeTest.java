package io.obsrv.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

class PostgresRegistryUpgradeTest extends RegistryUpgradeContract {
  private final String database = TestPostgres.database();

  @Override
  JdbcStorage storage() {
    return JdbcStorage.postgres(TestPostgres.dataSource(database));
  }

  @Override
  Connection connect() throws SQLException {
    return TestPostgres.dataSource(database).getConnection();
  }

  @Override
  String schema() {
    return "obsrv";
  }

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @AfterEach
  void drop() {
    TestPostgres.drop(database);
  }
}
