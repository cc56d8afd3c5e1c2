package io.obsrv.benchmarks;

import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.jdbc.JdbcStorageBuilder;
import io.obsrv.schema.Schema;
import java.sql.SQLException;

/** An empty database for one measurement, gone when it is closed. */
interface Workspace extends AutoCloseable {
  default JdbcStorage storage() {
    return storage(JdbcStorage.configure());
  }

  JdbcStorage storage(JdbcStorageBuilder settings);

  /** A program without the library, with its table made. */
  PlainLoad plain(Schema schema) throws SQLException;

  @Override
  void close();
}
