package io.obsrv.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The pool of a storage that was given an address instead of a pool. */
final class PostgresPool {
  private static final int MAX_CONNECTIONS = 16;
  private static final int MIN_CONNECTIONS = 1;

  private PostgresPool() {}

  static HikariDataSource open(String jdbcUrl, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("obsrv-jdbc");
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(MIN_CONNECTIONS);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "obsrv");
    return new HikariDataSource(config);
  }
}
