package io.obsrv.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

class PostgresManyDatasetsTest extends ManyDatasetsContract {
  private final String database = TestPostgres.database();

  @Override
  protected JdbcStorage open() {
    return JdbcStorage.postgres(TestPostgres.url(database), "postgres", "");
  }

  @Override
  protected int held() {
    try (Connection connection = TestPostgres.dataSource("postgres").getConnection();
        PreparedStatement count =
            connection.prepareStatement(
                "select count(*) from pg_stat_activity where datname = ?")) {
      count.setString(1, database);
      try (ResultSet counted = count.executeQuery()) {
        counted.next();
        return counted.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected int heldAtRest() {
    return bound();
  }

  @Override
  protected int bound() {
    return 16;
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }
}
