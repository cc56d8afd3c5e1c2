package io.obsrv.jdbc;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Opens a {@link JdbcStorage} with settings of the caller's own. Not for several threads. */
public final class JdbcStorageBuilder {
  private Clock clock = Clock.systemUTC();
  private Duration idleTime = Duration.ofSeconds(30);
  private int openDatabases = 64;
  private PostgresTimeouts timeouts = PostgresTimeouts.DEFAULT;
  private int connections = 16;
  private CommitHook commitHook = CommitHook.NONE;

  JdbcStorageBuilder() {}

  /**
   * Tells when a batch is committed, and thereby how long a key is remembered. Default: the
   * system's clock.
   *
   * @param value the clock
   * @return this
   */
  public JdbcStorageBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /**
   * Says how long the H2 file of a dataset stays open that nobody uses. Default: 30 seconds.
   *
   * @param value longer than zero
   * @return this
   */
  public JdbcStorageBuilder idleTime(Duration value) {
    checkArgument(
        value.compareTo(Duration.ZERO) > 0, "idleTime is %s, must be longer than zero", value);
    idleTime = value;
    return this;
  }

  /**
   * Bounds how many H2 files of datasets are open at one time; of those that nobody uses, the least
   * recently used are closed first. There are more while more are in use. Each has its share of an
   * eighth of the heap, at least 1 MiB, for pages that were read or written last. Default: 64.
   *
   * @param value at least 1
   * @return this
   */
  public JdbcStorageBuilder openDatabases(int value) {
    checkArgument(value >= 1, "openDatabases is %s, must be at least 1", value);
    openDatabases = value;
    return this;
  }

  /**
   * Says how long PostgreSQL may take. Default: {@link PostgresTimeouts#DEFAULT}.
   *
   * @param value the bounds
   * @return this
   */
  public JdbcStorageBuilder timeouts(PostgresTimeouts value) {
    timeouts = requireNonNull(value, "value");
    return this;
  }

  /**
   * Bounds how many connections to PostgreSQL the storage's own pool opens; those that were not
   * used for a minute are closed. Questions of all datasets together may take all but a quarter of
   * them, and of several all but one at most; others wait. Default: 16.
   *
   * @param value 1 to 1,000
   * @return this
   */
  public JdbcStorageBuilder connections(int value) {
    checkArgument(value >= 1 && value <= 1_000, "connections is %s, must be 1 to 1,000", value);
    connections = value;
    return this;
  }

  /** Tells somebody of the steps of commits. Default: nobody. */
  JdbcStorageBuilder commitHook(CommitHook value) {
    commitHook = value;
    return this;
  }

  /**
   * See {@link JdbcStorage#h2(Path)}.
   *
   * @param directory where; made if it is not there
   * @return the open storage
   * @throws StorageInUseException if another process holds the directory
   */
  public JdbcStorage h2(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    checkArgument(
        absolute.toString().indexOf(';') < 0,
        "directory '%s' has a ';' in its name, which H2 cannot open",
        absolute);
    return new JdbcStorage(
        h2(new H2Address.Files(absolute)),
        clock,
        commitHook,
        Optional.of(absolute.resolve("archives")));
  }

  /**
   * See {@link JdbcStorage#h2Memory()}.
   *
   * @return the open storage, empty
   */
  public JdbcStorage h2Memory() {
    return h2Memory(UUID.randomUUID().toString());
  }

  /**
   * See {@link JdbcStorage#h2Memory(String)}.
   *
   * @param name letters, digits, {@code _} and {@code -}
   * @return the open storage
   */
  public JdbcStorage h2Memory(String name) {
    checkArgument(
        name.matches("[A-Za-z0-9_-]+"), "name '%s' must be letters, digits, '_' and '-'", name);
    return new JdbcStorage(h2(new H2Address.Memory(name)), clock, commitHook);
  }

  /**
   * See {@link JdbcStorage#postgres(DataSource)}.
   *
   * @param dataSource the application's connections, which come back as they were and stay open
   *     when the storage is closed; one is enough
   * @return the open storage
   * @throws StorageException if the database cannot be reached or used
   */
  public JdbcStorage postgres(DataSource dataSource) {
    return new JdbcStorage(
        PostgresDatabases.of(dataSource, timeouts, Scripts.dataset(Dialect.POSTGRESQL)),
        clock,
        commitHook);
  }

  /**
   * See {@link JdbcStorage#postgres(String, String, String)}.
   *
   * @param jdbcUrl for example {@code jdbc:postgresql://localhost/obsrv}
   * @param user the user, who may make schemas or owns those there are
   * @param password the user's password
   * @return the open storage
   * @throws StorageException if the database cannot be reached or used
   */
  public JdbcStorage postgres(String jdbcUrl, String user, String password) {
    return new JdbcStorage(
        PostgresDatabases.open(
            new PostgresPool(jdbcUrl, user, password, timeouts, connections),
            Scripts.dataset(Dialect.POSTGRESQL)),
        clock,
        commitHook);
  }

  H2Databases h2(H2Address address) {
    return new H2Databases(address, clock, idleTime, openDatabases, Scripts.dataset(Dialect.H2));
  }
}
