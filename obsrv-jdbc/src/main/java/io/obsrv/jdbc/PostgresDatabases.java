package io.obsrv.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.obsrv.dataset.DatasetId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * One PostgreSQL database with a schema for the registry and one per dataset. Owns which schemas
 * were seen to have the newest tables; the pool belongs to whoever made it.
 */
final class PostgresDatabases implements Databases {
  private static final Namespace REGISTRY = new Namespace("obsrv");

  private final Jdbi jdbi;
  private final Runnable closer;
  private final Lease.Terms terms;
  private final Scripts scripts;
  private final Set<DatasetId> ready = ConcurrentHashMap.newKeySet();

  private PostgresDatabases(DataSource pool, Runnable closer, Lease.Terms terms, Scripts scripts) {
    this.jdbi = Jdbi.create(pool);
    this.closer = closer;
    this.terms = terms;
    this.scripts = scripts;
    try {
      jdbi.useTransaction(handle -> make(handle, REGISTRY, Scripts.registry(Dialect.POSTGRESQL)));
    } catch (JdbiException e) {
      throw cannotOpen(e);
    }
  }

  /** Uses a pool of somebody else's. */
  static PostgresDatabases of(DataSource pool, Scripts scripts) {
    Lease.Terms terms =
        new Lease.Terms() {
          @Override
          public void begin(Handle handle) {
            // The default may be stricter, under which waiting for the control row ends in a
            // failure.
            handle.execute("set transaction isolation level read committed");
          }
        };
    return new PostgresDatabases(pool, () -> {}, terms, scripts);
  }

  /** Opens a pool, which is closed with this. */
  static PostgresDatabases open(String jdbcUrl, String user, String password, Scripts scripts) {
    HikariDataSource pool;
    try {
      pool = PostgresPool.open(jdbcUrl, user, password);
    } catch (RuntimeException e) {
      throw cannotOpen(e);
    }
    try {
      return new PostgresDatabases(pool, pool::close, new Lease.Terms() {}, scripts);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static RuntimeException cannotOpen(RuntimeException e) {
    return Failures.sql(e)
        .<RuntimeException>map(
            answer ->
                new StorageException(
                    "Cannot open the PostgreSQL database: it answered '%s' (SQLState %s). Check the address, the user, and the user's right to make schemas."
                        .formatted(Failures.firstLine(answer), answer.getSQLState()),
                    e))
        .orElse(e);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public Lease registry() {
    return lease(REGISTRY);
  }

  @Override
  public Optional<Lease> dataset(DatasetId id, Purpose purpose) {
    Namespace space = space(id);
    if (!ready.contains(id) && !jdbi.inTransaction(handle -> isReady(handle, id, purpose))) {
      return Optional.empty();
    }
    return Optional.of(lease(space));
  }

  /** What was seen is noted under the lock, under which it also goes. */
  private boolean isReady(Handle handle, DatasetId id, Purpose purpose) {
    Namespace space = space(id);
    handle.define("schema", space.quoted());
    lock(handle, space);
    if (purpose == Purpose.STRUCTURE) {
      make(handle, space, scripts);
    } else if (!scripts.upgrade(handle, space)) {
      return false;
    }
    ready.add(id);
    return true;
  }

  /**
   * Waits for the commits under way, and lets none begin: they take the control row first. What
   * waits behind this fails, since its tables are gone.
   */
  @Override
  public void drop(DatasetId id) {
    Namespace space = space(id);
    jdbi.useTransaction(
        handle -> {
          handle.define("schema", space.quoted());
          lock(handle, space);
          if (scripts.upgrade(handle, space)) {
            handle.execute("lock table <schema>._control in access exclusive mode");
          }
          handle.execute("drop schema if exists <schema> cascade");
          ready.remove(id);
        });
  }

  private static Namespace space(DatasetId id) {
    return new Namespace("obsrv_" + id);
  }

  private static void make(Handle handle, Namespace space, Scripts scripts) {
    handle.define("schema", space.quoted());
    lock(handle, space);
    if (!scripts.upgrade(handle, space)) {
      handle.execute("create schema if not exists <schema>");
      scripts.install(handle, space);
    }
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

  private Lease lease(Namespace space) {
    return new Lease(jdbi.open(), space, terms);
  }

  @Override
  public void close() {
    closer.run();
  }
}
