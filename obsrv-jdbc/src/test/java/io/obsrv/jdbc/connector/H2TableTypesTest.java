package io.obsrv.jdbc.connector;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2TableTypesTest extends TableTypesContract {
  private final JdbcDataSource database = new JdbcDataSource();

  H2TableTypesTest() {
    database.setURL(
        "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;TIME ZONE=Asia/Kolkata".formatted(UUID.randomUUID()));
  }

  @Override
  DataSource database() {
    return database;
  }
}
