package io.obsrv.jdbc;

import static com.google.common.base.Preconditions.checkArgument;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The pool of a storage that was given an address instead of a pool. Its connections begin with
 * what holds for ordinary work, which costs such work nothing. One that nobody uses has no
 * connections.
 *
 * @param jdbcUrl the address; what it says of the driver comes first
 * @param user the user
 * @param password the user's password
 * @param timeouts the bounds
 * @param connections the most connections
 */
record PostgresPool(
    String jdbcUrl, String user, String password, PostgresTimeouts timeouts, int connections) {
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** The server ends what takes too long; so much later it is not there any more. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  HikariDataSource open() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("obsrv-jdbc");
    config.setDataSource(server());
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE.toMillis());
    config.setConnectionTimeout(timeouts.connect().toMillis());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(PostgresTerms.ofSession(timeouts));
    return new HikariDataSource(config);
  }

  /** Not an address for Hikari, which would set the time to log in for every driver in the JVM. */
  private PGSimpleDataSource server() {
    Properties given = Driver.parseURL(jdbcUrl, null);
    checkArgument(
        given != null,
        "jdbcUrl is no address of PostgreSQL, must be as jdbc:postgresql://host:port/database; it"
            + " is not shown, since it may hold a password");
    PGSimpleDataSource server = new PGSimpleDataSource();
    properties()
        .forEach(
            (property, value) -> {
              if (!given.containsKey(property.getName())) {
                server.setProperty(property, value);
              }
            });
    server.setURL(jdbcUrl);
    return server;
  }

  private Map<PGProperty, String> properties() {
    return Map.of(
        PGProperty.REWRITE_BATCHED_INSERTS,
        "true",
        PGProperty.APPLICATION_NAME,
        "obsrv",
        PGProperty.TCP_KEEP_ALIVE,
        "true",
        PGProperty.CONNECT_TIMEOUT,
        Long.toString(timeouts.connect().toSeconds()),
        PGProperty.SOCKET_TIMEOUT,
        Long.toString(silence(Purpose.WORK).toSeconds()));
  }

  /** Without the password, which the address may hold as well. */
  @Override
  public String toString() {
    return "PostgresPool[user=%s, connections=%d]".formatted(user, connections);
  }

  private Duration silence(Purpose purpose) {
    return timeouts.statementOf(purpose).plus(SILENCE);
  }

  /** What holds for a transaction beside what its connection began with. */
  Lease.Terms terms(Purpose purpose, Runnable lost) {
    PostgresTerms terms = PostgresTerms.own(timeouts, purpose, lost);
    return new Lease.Terms() {
      @Override
      public void begin(Handle handle) {
        if (!purpose.isBrief()) {
          awaitAnswers(handle, silence(purpose));
          terms.begin(handle);
        }
      }

      @Override
      public void broken() {
        terms.broken();
      }
    };
  }

  /** The pool sets it back. */
  private static void awaitAnswers(Handle handle, Duration time) {
    try {
      handle.getConnection().setNetworkTimeout(Runnable::run, (int) time.toMillis());
    } catch (SQLException e) {
      throw new TransactionException("Failed to set the time to wait for answers", e);
    }
  }
}
