package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The schemas of a PostgreSQL database: one for the registry and one per dataset. Owns which of
 * them were seen to have the newest tables. For many threads.
 */
final class PostgresNamespaces {
  static final Namespace REGISTRY = new Namespace("obsrv");

  private final PostgresLeases leases;
  private final PostgresFailures failures;
  private final Scripts scripts;
  private final Set<DatasetId> ready = ConcurrentHashMap.newKeySet();

  /**
   * Remembers none yet.
   *
   * @param scripts the tables of a dataset
   */
  PostgresNamespaces(PostgresLeases leases, PostgresFailures failures, Scripts scripts) {
    this.leases = leases;
    this.failures = failures;
    this.scripts = scripts;
  }

  static Namespace of(DatasetId id) {
    return new Namespace("obsrv_" + id);
  }

  /** Makes the registry's, or its tables, where they are not there yet. */
  void makeRegistry(Handle handle) {
    make(handle, REGISTRY, Scripts.registry(Dialect.POSTGRESQL));
  }

  /**
   * Whether a dataset has one, which has the newest tables then. Where these are there, who asks
   * does not wait for who changes or removes them, which may take hours; where they are not, no
   * longer than for any lock.
   *
   * @param purpose what it is asked for
   */
  boolean isReady(DatasetId id, Purpose purpose) {
    if (ready.contains(id)) {
      return true;
    }
    return switch (inTransaction(id, purpose, handle -> look(handle, id))) {
      case NEWEST -> true;
      case OTHER -> inTransaction(id, Purpose.STRUCTURE, handle -> isUpgraded(handle, id));
      case NONE -> false;
    };
  }

  /** Sees to it that a dataset has one, if the hold is not lost. */
  void make(DatasetId id, Hold hold) {
    boolean unused =
        ready.contains(id)
            || inTransaction(id, Purpose.STRUCTURE, handle -> makeTables(handle, id, hold));
  }

  /** What was known of a dataset's is of no use. */
  void forget(DatasetId id) {
    ready.remove(id);
  }

  /** What was noted is forgotten on failure. */
  private <T> T inTransaction(DatasetId id, Purpose purpose, Function<Handle, T> work) {
    try {
      return leases.inTransaction(of(id), purpose, work);
    } catch (RuntimeException e) {
      ready.remove(id);
      throw e;
    }
  }

  /**
   * What was seen is noted under the lock, under which it also goes: beside whoever holds that, it
   * is not, since he may be about to remove it.
   */
  private Scripts.State look(Handle handle, DatasetId id) {
    Namespace space = of(id);
    if (!tryLock(handle, space) && scripts.state(handle, space) == Scripts.State.NEWEST) {
      return Scripts.State.NEWEST;
    }
    lock(handle, space);
    Scripts.State state = scripts.state(handle, space);
    switch (state) {
      case NEWEST -> ready.add(id);
      case NONE -> failures.refuseIfHidden(handle, space);
      case OTHER -> {}
    }
    return state;
  }

  private boolean isUpgraded(Handle handle, DatasetId id) {
    lock(handle, of(id));
    return scripts.upgrade(handle, of(id)) && note(id);
  }

  private boolean makeTables(Handle handle, DatasetId id, Hold hold) {
    lock(handle, of(id));
    hold.require();
    make(handle, of(id), scripts);
    return note(id);
  }

  /** Under the lock. */
  private boolean note(DatasetId id) {
    ready.add(id);
    return true;
  }

  /** Makes no schema where one is: that takes a right even where there is nothing to make. */
  private void make(Handle handle, Namespace space, Scripts tables) {
    lock(handle, space);
    if (!tables.upgrade(handle, space)) {
      failures.refuseIfHidden(handle, space);
      if (!isThere(handle, space)) {
        handle.execute("create schema if not exists <schema>");
      }
      tables.install(handle, space);
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
   * Waits for the commits under way, and lets none begin: they take the control row first. What
   * waits behind this finds no tables.
   */
  void drop(DatasetId id, Hold hold) {
    Namespace space = of(id);
    leases.inTransaction(
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

  /** The same if nobody does so, without waiting. */
  private static boolean tryLock(Handle handle, Namespace space) {
    return handle
        .createQuery("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
        .bind("name", space.name())
        .mapTo(Boolean.class)
        .one();
  }
}
