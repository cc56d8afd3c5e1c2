package io.obsrv.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A registry in a database of its own, and a way into it behind the library's back, while the
 * storage is closed.
 *
 * @param dialect the kind of database
 * @param schema the schema of the registry
 * @param storages opens the storage, the same each time
 * @param database the database
 * @param end gives it back
 */
record BareRegistry(
    Dialect dialect,
    String schema,
    Supplier<JdbcStorage> storages,
    DataSource database,
    Runnable end) {

  static BareRegistry h2() {
    Path directory = TestDirectories.create();
    JdbcDataSource database = new JdbcDataSource();
    database.setURL(new H2Address.Files(directory).registry());
    database.setUser("sa");
    return new BareRegistry(
        Dialect.H2, "public", () -> JdbcStorage.h2(directory), database, () -> {});
  }

  static BareRegistry postgres() {
    String name = TestPostgres.database();
    DataSource database = TestPostgres.dataSource(name);
    return new BareRegistry(
        Dialect.POSTGRESQL,
        "obsrv",
        () -> JdbcStorage.postgres(database),
        database,
        () -> TestPostgres.drop(name));
  }

  JdbcStorage open() {
    return storages.get();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql.replace("<schema>", schema));
      }
    }
  }
}
