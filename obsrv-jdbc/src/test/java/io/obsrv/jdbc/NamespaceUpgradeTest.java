package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Location;
import io.obsrv.query.Query;
import io.obsrv.storage.Storage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A namespace of a release that knew no locations is at home. */
class NamespaceUpgradeTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");

  @TempDir Path files;

  @Test
  void in_a_file_is_at_home_and_goes_on() throws SQLException {
    upgraded(
        () -> JdbcStorage.h2(files),
        () -> connection(new H2Address.Files(files).dataset(ORDERS)),
        "public");
  }

  @Test
  void in_postgresql_is_at_home_and_goes_on() throws SQLException {
    String url = TestPostgres.url(TestPostgres.database());
    upgraded(
        () -> JdbcStorage.postgres(url, "postgres", ""), () -> connection(url), "obsrv_orders");
  }

  private static Connection connection(String url) {
    try {
      return url.startsWith("jdbc:h2")
          ? DriverManager.getConnection(url, "sa", "")
          : DriverManager.getConnection(url);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void upgraded(
      Supplier<Storage> storage, Supplier<Connection> database, String schema) throws SQLException {
    try (Obsrv obsrv = Obsrv.open(storage.get())) {
      Fixtures.publish(obsrv, Fixtures.numbered("orders"));
      obsrv.ingestion().ingest("orders", "{\"id\": 1}");
    }
    try (Connection connection = database.get();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table %s._control drop column location".formatted(schema));
      statement.execute("delete from %s._schema where version > 6".formatted(schema));
    }

    try (Obsrv obsrv = Obsrv.open(storage.get())) {
      obsrv.ingestion().ingest("orders", "{\"id\": 2}");
      assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).hasSize(2);
      assertThat(obsrv.governance().residency("orders").holdings().get(Location.HOME).location())
          .isEqualTo(Location.HOME);
      assertThat(obsrv.governance().residency("orders").isAsDeclared()).isTrue();
    }
  }
}
