package io.obsrv.jdbc;

import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.QuarantineStore;
import io.obsrv.query.QueryEngine;
import io.obsrv.storage.Storage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps datasets in a database: H2 in this process, or PostgreSQL, which several processes can
 * share. For many threads.
 *
 * <p>What a commit has returned from survives the end of the process, at any instant and of any
 * kind: H2 has written it to the operating system, PostgreSQL has whatever its settings promise. A
 * loss of power can cost H2 the last seconds.
 */
public final class JdbcStorage implements Storage {
  private final Transactions transactions;
  private final Registry registry;
  private final DataStore data;
  private final QuarantineStore quarantine;
  private final ConnectorStore connectors;
  private final LeaseStore leases;
  private final ArchiveStore archives;
  private final QueryEngine queries;
  private final Optional<Path> archiveDirectory;

  JdbcStorage(Databases databases, Clock clock, CommitHook hook) {
    this(databases, clock, hook, Optional.empty());
  }

  JdbcStorage(Databases databases, Clock clock, CommitHook hook, Optional<Path> archiveDirectory) {
    transactions = new Transactions(databases);
    registry = new JdbcRegistry(transactions, clock);
    data = new JdbcDataStore(transactions, clock, hook);
    quarantine = new JdbcQuarantineStore(transactions, clock);
    connectors = new JdbcConnectorStore(transactions, clock);
    leases = new JdbcLeaseStore(transactions, clock);
    archives = new JdbcArchiveStore(transactions);
    queries = new JdbcQueryEngine(transactions, new QuerySeats(databases.connections()));
    this.archiveDirectory = archiveDirectory;
  }

  /**
   * Opens or makes H2 databases in a directory, one file for the registry and one per dataset.
   *
   * @param directory where; made if it is not there
   * @return the open storage
   * @throws StorageInUseException if another process holds the directory
   */
  public static JdbcStorage h2(Path directory) {
    return configure().h2(directory);
  }

  /**
   * Opens H2 databases in memory, gone when this is closed.
   *
   * @return the open storage, empty
   */
  public static JdbcStorage h2Memory() {
    return configure().h2Memory();
  }

  /**
   * Opens H2 databases in memory that every storage of this name in the process shares, gone when
   * the last is closed.
   *
   * @param name letters, digits, {@code _} and {@code -}
   * @return the open storage
   */
  public static JdbcStorage h2Memory(String name) {
    return configure().h2Memory(name);
  }

  /**
   * Uses a PostgreSQL database, with schemas named {@code obsrv} and {@code obsrv_DATASET}.
   *
   * @param dataSource the application's connections, which come back as they were and stay open
   *     when this is closed; one is enough
   * @return the open storage
   * @throws StorageException if the database cannot be reached or used
   */
  public static JdbcStorage postgres(DataSource dataSource) {
    return configure().postgres(dataSource);
  }

  /**
   * Uses a PostgreSQL database through a pool of its own, with schemas named {@code obsrv} and
   * {@code obsrv_DATASET}. Of its connections a quarter, and at least one of several, is kept from
   * questions, so that work goes on however many are asked.
   *
   * @param jdbcUrl for example {@code jdbc:postgresql://localhost/obsrv}
   * @param user the user, who may make schemas or owns those there are
   * @param password the user's password
   * @return the open storage
   * @throws StorageException if the database cannot be reached or used
   */
  public static JdbcStorage postgres(String jdbcUrl, String user, String password) {
    return configure().postgres(jdbcUrl, user, password);
  }

  /**
   * Begins with other settings than the defaults.
   *
   * @return a builder with every setting at its default
   */
  public static JdbcStorageBuilder configure() {
    return new JdbcStorageBuilder();
  }

  @Override
  public Registry registry() {
    return registry;
  }

  @Override
  public DataStore data() {
    return data;
  }

  @Override
  public QuarantineStore quarantine() {
    return quarantine;
  }

  @Override
  public ConnectorStore connectors() {
    return connectors;
  }

  @Override
  public LeaseStore leases() {
    return leases;
  }

  /** PostgreSQL serves many processes; the files of H2 are held by one. */
  @Override
  public boolean isShared() {
    return transactions.dialect() == Dialect.POSTGRESQL;
  }

  @Override
  public ArchiveStore archives() {
    return archives;
  }

  @Override
  public QueryEngine queries() {
    return queries;
  }

  @Override
  public Optional<Path> archiveDirectory() {
    return archiveDirectory;
  }

  @Override
  public void close() {
    transactions.close();
  }
}
