package io.obsrv.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL database with a schema for the registry and one per dataset. Owns which schemas
 * were seen to have the newest tables, and which database it is, once somebody has asked; the pool
 * belongs to whoever made it.
 */
final class PostgresDatabases implements Databases {
  private static final Namespace REGISTRY = new Namespace("obsrv");
  private static final String CANNOT_OPEN = "Cannot open the PostgreSQL database: ";

  private static final int OLDEST = 14;

  private final Jdbi jdbi;
  private final OptionalInt connections;
  private final Runnable closer;
  private final TermsOf terms;
  private final PostgresFailures failures;
  private final Scripts scripts;
  private final Set<DatasetId> ready = ConcurrentHashMap.newKeySet();

  /**
   * What a thread is in the middle of: what it asks of the registry meanwhile goes over the same
   * connection, since the pool may have no other.
   */
  @SuppressWarnings("ThreadLocalUsage") // one per storage, emptied when the connection goes back
  private final ThreadLocal<@Nullable Lease> atWork = new ThreadLocal<>();

  private volatile @Nullable ServerIdentity identity;

  /** What holds for a transaction, and who is told that its connection is of no use. */
  private interface TermsOf {
    Lease.Terms with(Purpose purpose, Runnable lost);
  }

  private PostgresDatabases(
      DataSource pool,
      OptionalInt connections,
      Runnable closer,
      TermsOf terms,
      PostgresTimeouts timeouts,
      Scripts scripts) {
    this.jdbi = ColonParameters.jdbi(pool);
    this.connections = connections;
    this.closer = closer;
    this.terms = terms;
    this.failures = new PostgresFailures(jdbi, timeouts);
    this.scripts = scripts;
    try {
      inTransaction(
          REGISTRY,
          Purpose.STRUCTURE,
          handle -> {
            refuseOlder(majorVersion(handle));
            refuseOtherEncodings(handle);
            make(handle, REGISTRY, Scripts.registry(Dialect.POSTGRESQL));
            return true;
          });
    } catch (JdbiException e) {
      throw Failures.sql(e)
          .map(answer -> failures.explain(answer, Purpose.STRUCTURE, REGISTRY))
          .<RuntimeException>map(why -> new StorageException(CANNOT_OPEN + why, e))
          .orElse(e);
    }
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
          CANNOT_OPEN
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
          CANNOT_OPEN
              + "its encoding is %s, must be UTF8. Make one with \"create database … encoding 'UTF8' template template0\"."
                  .formatted(encoding),
          null);
    }
  }

  /** Uses a pool of somebody else's. */
  static PostgresDatabases of(DataSource pool, PostgresTimeouts timeouts, Scripts scripts) {
    return new PostgresDatabases(
        pool,
        OptionalInt.empty(),
        () -> {},
        (purpose, lost) -> PostgresTerms.lent(timeouts, purpose, lost),
        timeouts,
        scripts);
  }

  /** Opens a pool, which is closed with this. */
  static PostgresDatabases open(PostgresPool address, Scripts scripts) {
    HikariDataSource pool;
    try {
      pool = address.open();
    } catch (RuntimeException e) {
      throw cannotConnect(e);
    }
    try {
      return new PostgresDatabases(
          pool,
          OptionalInt.of(address.connections()),
          pool::close,
          address::terms,
          address.timeouts(),
          scripts);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static RuntimeException cannotConnect(RuntimeException e) {
    return Failures.sql(e)
        .<RuntimeException>map(
            answer ->
                new StorageException(
                    (CANNOT_OPEN
                            + "it answered '%s' (SQLState %s). Check the address and the user.")
                        .formatted(Failures.firstLine(answer), answer.getSQLState()),
                    e))
        .orElse(e);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public OptionalInt connections() {
    return connections;
  }

  @Override
  public boolean isPassing(SQLException answer) {
    return PostgresFailures.isPassing(answer);
  }

  @Override
  public String explain(SQLException answer, Purpose purpose, Optional<DatasetId> dataset) {
    return failures.explain(
        answer, purpose, dataset.map(PostgresDatabases::space).orElse(REGISTRY));
  }

  @Override
  public Lease registry(Purpose purpose) {
    Lease present = atWork.get();
    return present == null ? lease(REGISTRY, purpose, () -> {}) : present.within(REGISTRY);
  }

  @Override
  public Optional<Lease> dataset(DatasetId id, Purpose purpose) {
    if (!ready.contains(id) && !makeReady(id, purpose)) {
      return Optional.empty();
    }
    return Optional.of(lease(space(id), purpose, () -> ready.remove(id)));
  }

  @Override
  public Optional<JoinedTransaction> join(DatasetId id, JdbcTransaction caller)
      throws SQLException {
    if (!ready.contains(id) && !makeReady(id, Purpose.WORK)) {
      return Optional.empty();
    }
    return Optional.of(
        JoinedTransaction.of(id, caller, space(id), identity(), failures, () -> ready.remove(id)));
  }

  private ServerIdentity identity() {
    ServerIdentity known = identity;
    if (known == null) {
      known = inTransaction(REGISTRY, Purpose.WORK, ServerIdentity::of);
      identity = known;
    }
    return known;
  }

  /** What was seen is noted under the lock, under which it also goes, and forgotten on failure. */
  private boolean makeReady(DatasetId id, Purpose purpose) {
    try {
      return inTransaction(space(id), Purpose.STRUCTURE, handle -> isReady(handle, id, purpose));
    } catch (RuntimeException e) {
      ready.remove(id);
      throw e;
    }
  }

  private boolean isReady(Handle handle, DatasetId id, Purpose purpose) {
    Namespace space = space(id);
    lock(handle, space);
    if (purpose == Purpose.STRUCTURE) {
      make(handle, space, scripts);
    } else if (!scripts.upgrade(handle, space)) {
      failures.refuseIfHidden(handle, space);
      return false;
    }
    ready.add(id);
    return true;
  }

  /**
   * Waits for the commits under way, and lets none begin: they take the control row first. What
   * waits behind this finds no tables.
   */
  @Override
  public void drop(DatasetId id, Hold hold) {
    Namespace space = space(id);
    inTransaction(
        space,
        Purpose.STRUCTURE,
        handle -> {
          lock(handle, space);
          hold.require();
          if (scripts.upgrade(handle, space)) {
            handle.execute("lock table <schema>._control in access exclusive mode");
          }
          handle.execute("drop schema if exists <schema> cascade");
          return ready.remove(id);
        });
  }

  private static Namespace space(DatasetId id) {
    return new Namespace("obsrv_" + id);
  }

  /** Makes no schema where one is: that takes a right even where there is nothing to make. */
  private void make(Handle handle, Namespace space, Scripts scripts) {
    lock(handle, space);
    if (!scripts.upgrade(handle, space)) {
      failures.refuseIfHidden(handle, space);
      if (!isThere(handle, space)) {
        handle.execute("create schema if not exists <schema>");
      }
      scripts.install(handle, space);
    }
  }

  private static boolean isThere(Handle handle, Namespace space) {
    return handle
        .createQuery("select exists (select 1 from pg_namespace where nspname = :name)")
        .bind("name", space.name())
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Lets one process at a time change the tables of a namespace, until the end of the transaction.
   */
  static void lock(Handle handle, Namespace space) {
    handle
        .createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .bind("name", space.name())
        .mapToMap()
        .list();
  }

  private Lease lease(Namespace space, Purpose purpose, Runnable lost) {
    Lease lease = new Lease(jdbi.open(), space, returning(terms.with(purpose, lost)));
    atWork.set(lease);
    return lease;
  }

  private Lease.Terms returning(Lease.Terms given) {
    return new Lease.Terms() {
      @Override
      public void begin(Handle handle) {
        given.begin(handle);
      }

      @Override
      public void broken() {
        given.broken();
      }

      @Override
      public void returned() {
        atWork.remove();
      }
    };
  }

  /** Also where connections do not commit each statement by themselves, which JDBI leaves alone. */
  private <T> T inTransaction(Namespace space, Purpose purpose, Function<Handle, T> work) {
    try (Lease lease = lease(space, purpose, () -> {})) {
      Handle handle = lease.handle().begin();
      try {
        lease.terms().begin(handle);
        T result = work.apply(handle);
        handle.commit();
        return result;
      } catch (Throwable e) {
        rollBack(handle, e);
        throw e;
      }
    }
  }

  private static void rollBack(Handle handle, Throwable cause) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    closer.run();
  }
}
