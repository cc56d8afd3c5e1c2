package io.obsrv.jdbc.connector;

import io.obsrv.jdbc.TestPostgres;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

class PostgresAddressTest extends AddressContract {
  private final String name = TestPostgres.database();
  private final DataSource database = TestPostgres.dataSource(name);

  @BeforeEach
  void createUser() {
    Databases.execute(
        database,
        """
        do $$ begin
          if not exists (select 1 from pg_roles where rolname = '%1$s') then
            create role %1$s login superuser password '%2$s';
          end if;
        end $$
        """
            .formatted(USER, PASSWORD.replace("'", "''")));
  }

  @Override
  DataSource database() {
    return database;
  }

  @Override
  String url() {
    return "jdbc:postgresql:"
        + TestPostgres.url(name).replaceFirst("^jdbc:postgresql:", "").replaceFirst("\\?.*", "");
  }

  @Override
  List<String> jsonTypes() {
    return List.of("json", "jsonb", "text");
  }
}
