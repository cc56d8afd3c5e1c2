package io.obsrv.benchmarks;

import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.jdbc.JdbcStorageBuilder;
import io.obsrv.schema.Schema;
import java.nio.file.Path;
import java.sql.SQLException;

/** Where data goes: what another process has to know of a database. */
sealed interface Place {
  static Place at(String address) {
    return address.startsWith("jdbc:") ? new Postgres(address) : new Directory(Path.of(address));
  }

  /** What {@link #at} takes. */
  String address();

  default JdbcStorage storage() {
    return storage(JdbcStorage.configure());
  }

  JdbcStorage storage(JdbcStorageBuilder settings);

  /** A program without the library, with its table made. */
  PlainLoad plain(Schema schema) throws SQLException;

  /** The same, with commits that outlive the process when they return. */
  default PlainLoad plainAtOnce(Schema schema) throws SQLException {
    return plain(schema);
  }

  /** H2 files in a directory. */
  record Directory(Path path) implements Place {
    @Override
    public String address() {
      return path.toString();
    }

    @Override
    public JdbcStorage storage(JdbcStorageBuilder settings) {
      return settings.h2(path.resolve("obsrv"));
    }

    @Override
    public PlainLoad plain(Schema schema) throws SQLException {
      return H2Insert.usual(path, schema);
    }

    @Override
    public PlainLoad plainAtOnce(Schema schema) throws SQLException {
      return H2Insert.atOnce(path, schema);
    }
  }

  /** A database of PostgreSQL. */
  record Postgres(String address) implements Place {
    static final String USER = "postgres";

    @Override
    public JdbcStorage storage(JdbcStorageBuilder settings) {
      return settings.postgres(address, USER, "");
    }

    @Override
    public PlainLoad plain(Schema schema) throws SQLException {
      return new PostgresCopy(address, schema);
    }
  }
}
