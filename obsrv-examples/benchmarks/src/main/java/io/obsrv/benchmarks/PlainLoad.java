package io.obsrv.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * What a good engineer would write without the library: parse, and store in batches in the same
 * columns, with a unique key.
 */
interface PlainLoad extends AutoCloseable {
  /** Stores events in one transaction. */
  void store(List<byte[]> events) throws SQLException, IOException;

  @Override
  void close() throws SQLException;
}
