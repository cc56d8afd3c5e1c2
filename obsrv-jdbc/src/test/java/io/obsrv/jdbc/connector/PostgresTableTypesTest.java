package io.obsrv.jdbc.connector;

import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The driver has the zone from the program. */
class PostgresTableTypesTest extends TableTypesContract {
  private final DataSource database = Databases.postgres();
  private final TimeZone before = TimeZone.getDefault();

  @BeforeEach
  void moveToKolkata() {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
  }

  @AfterEach
  void moveBack() {
    TimeZone.setDefault(before);
  }

  @Override
  DataSource database() {
    return database;
  }
}
