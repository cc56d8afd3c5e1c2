package io.obsrv.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One H2 database that is open. Owns its connections: one that keeps the database open, a pool of
 * an administrator and one of a user who may only read rows and aggregate tables. For many threads.
 */
final class H2Database implements AutoCloseable {
  private static final String ADMINISTRATOR = "sa";
  private static final String READER = "obsrv_reader";
  private static final int MAX_CONNECTIONS = 1_000;

  private final Connection keeper;
  private final JdbcConnectionPool pool;
  private final JdbcConnectionPool readers;
  private final Jdbi jdbi;
  private final Jdbi readerJdbi;
  private final Optional<H2File> file;

  private H2Database(Connection keeper, String url, Optional<H2File> file) {
    this.keeper = keeper;
    this.pool = pool(url, ADMINISTRATOR);
    this.readers = pool(withoutSettings(url), READER);
    this.jdbi = ColonParameters.jdbi(pool);
    this.readerJdbi = ColonParameters.jdbi(readers);
    this.file = file;
  }

  /**
   * Opens a database.
   *
   * @param url where, with {@code IFEXISTS=TRUE} if it must be there
   * @param cacheKib how much of its file it keeps in memory at most, in KiB
   * @param preparation what must be done before anyone uses it; written to the file at its end
   * @throws SQLException if it is not there, or another process holds it
   */
  static H2Database open(String url, long cacheKib, Consumer<Handle> preparation)
      throws SQLException {
    Connection keeper = source(url, ADMINISTRATOR).getConnection();
    try {
      H2Database database = new H2Database(keeper, url, H2File.of(keeper));
      database.begin(cacheKib, preparation);
      return database;
    } catch (Throwable e) {
      keeper.close();
      throw e;
    }
  }

  private void begin(long cacheKib, Consumer<Handle> preparation) throws SQLException {
    try {
      boundCache(cacheKib);
      prepare(preparation);
      secure(Purpose.STRUCTURE);
    } catch (Throwable e) {
      dispose();
      throw e;
    }
  }

  /** Not a setting of the address: each connection would set it anew, which empties the cache. */
  private void boundCache(long kib) throws SQLException {
    if (file.isPresent()) {
      try (Statement statement = keeper.createStatement()) {
        statement.execute("set cache_size %d".formatted(kib));
      }
    }
  }

  /** Connecting comes first, since it sets the delay that {@code WRITE_DELAY} is about anew. */
  private void prepare(Consumer<Handle> preparation) {
    try (Handle handle = jdbi.open()) {
      Runnable work = () -> preparation.accept(handle);
      file.ifPresentOrElse(present -> present.writeOnce(work), work);
    }
  }

  Handle handle(Purpose purpose) {
    return purpose == Purpose.QUERY ? readerJdbi.open() : jdbi.open();
  }

  /** Does a transaction over a connection, after others where it may write. */
  <T extends @Nullable Object> T run(Purpose purpose, Lease.Transaction<T> transaction)
      throws SQLException {
    return purpose.writes() && file.isPresent() ? file.get().alone(transaction) : transaction.run();
  }

  /** To be called after a commit and before anyone is told of it: makes it outlive the process. */
  void secure(Purpose purpose) {
    if (purpose.writes()) {
      file.ifPresent(H2File::secure);
    }
  }

  /** Whether its connections are of no use any more, whatever they answered. */
  boolean isGivenUp() {
    return file.filter(H2File::isGivenUp).isPresent();
  }

  /** Makes a file smaller that has grown, which can take a second or two. */
  void tidyUp() {
    file.ifPresent(H2File::tidyUp);
  }

  @Override
  public void close() throws SQLException {
    dispose();
    keeper.close();
  }

  private void dispose() {
    pool.dispose();
    readers.dispose();
  }

  /** Closes it; one in memory also for all others, so that nothing is left of it. */
  void discard() throws SQLException {
    if (file.isEmpty()) {
      try (Statement statement = keeper.createStatement()) {
        statement.execute("shutdown immediately");
      }
    }
    close();
  }

  /** Only an administrator may set them, and they are those of the database since it was opened. */
  private static String withoutSettings(String url) {
    return url.substring(0, url.indexOf(';'));
  }

  private static JdbcConnectionPool pool(String url, String user) {
    JdbcConnectionPool pool = JdbcConnectionPool.create(source(url, user));
    pool.setMaxConnections(MAX_CONNECTIONS);
    return pool;
  }

  private static JdbcDataSource source(String url, String user) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword("");
    return source;
  }
}
