package io.obsrv.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

class PostgresNewerReleaseTest extends NewerReleaseContract {
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

  @AfterEach
  void drop() {
    TestPostgres.drop(database);
  }
}
