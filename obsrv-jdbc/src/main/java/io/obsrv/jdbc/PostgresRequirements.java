package io.obsrv.jdbc;

import org.jdbi.v3.core.Handle;

/** What a database of PostgreSQL must be, so that datasets can be kept in it. */
final class PostgresRequirements {
  private static final int OLDEST = 14;

  private PostgresRequirements() {}

  static void check(Handle handle) {
    refuseOlder(majorVersion(handle));
    refuseOtherEncodings(handle);
  }

  private static int majorVersion(Handle handle) {
    return handle
        .createQuery("select cast(current_setting('server_version_num') as integer) / 10000")
        .mapTo(Integer.class)
        .one();
  }

  /** Before 14, what is behind a window is not found by where it is stored ({@link Forgetting}). */
  static void refuseOlder(int majorVersion) {
    if (majorVersion < OLDEST) {
      throw new StorageException(
          PostgresDatabases.CANNOT_OPEN
              + "it is of PostgreSQL %d, must be of %d or newer. Upgrade the server, or choose another one."
                  .formatted(majorVersion, OLDEST),
          null);
    }
  }

  /** A single text that an encoding does not have would fail the batch that it is in. */
  private static void refuseOtherEncodings(Handle handle) {
    String encoding = handle.createQuery("show server_encoding").mapTo(String.class).one();
    if (!encoding.equals("UTF8")) {
      throw new StorageException(
          PostgresDatabases.CANNOT_OPEN
              + "its encoding is %s, must be UTF8. Make one with \"create database … encoding 'UTF8' template template0\"."
                  .formatted(encoding),
          null);
    }
  }
}
