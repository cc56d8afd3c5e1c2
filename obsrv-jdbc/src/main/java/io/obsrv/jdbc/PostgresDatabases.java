package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One PostgreSQL database with a schema for the registry and one per dataset. Owns which schemas
 * were seen to have the newest tables; the pool belongs to whoever made it.
 */
final class PostgresDatabases implements Databases {
  private static final Namespace REGISTRY = new Namespace("obsrv");

  private final Jdbi jdbi;
  private final Runnable closer;
  private final Scripts scripts;
  private final Set<DatasetId> ready = ConcurrentHashMap.newKeySet();

  PostgresDatabases(DataSource pool, Runnable closer, Scripts scripts) {
    this.jdbi = Jdbi.create(pool);
    this.closer = closer;
    this.scripts = scripts;
    jdbi.useTransaction(handle -> make(handle, REGISTRY, Scripts.registry(Dialect.POSTGRESQL)));
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
    Namespace space = new Namespace("obsrv_" + id);
    if (!ready.contains(id)) {
      if (!jdbi.inTransaction(handle -> isReady(handle, space, purpose))) {
        return Optional.empty();
      }
      ready.add(id);
    }
    return Optional.of(lease(space));
  }

  private boolean isReady(Handle handle, Namespace space, Purpose purpose) {
    if (purpose == Purpose.STRUCTURE) {
      make(handle, space, scripts);
      return true;
    }
    handle.define("schema", space.quoted());
    lock(handle, space);
    return scripts.upgrade(handle, space);
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
    Lease.Terms terms =
        new Lease.Terms() {
          @Override
          public void begin(Handle handle) {
            // The default may be stricter, under which waiting for the control row would end in a
            // failure.
            handle.execute("set transaction isolation level read committed");
          }
        };
    return new Lease(jdbi.open(), space, terms);
  }

  @Override
  public void close() {
    closer.run();
  }
}
