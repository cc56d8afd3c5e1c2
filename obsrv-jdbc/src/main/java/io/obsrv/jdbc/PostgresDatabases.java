package io.obsrv.jdbc;

import static io.obsrv.jdbc.PostgresNamespaces.REGISTRY;

import com.zaxxer.hikari.HikariDataSource;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL database with a schema for the registry and one per dataset. Owns which database
 * it is, once somebody has asked; the pool belongs to whoever made it.
 */
final class PostgresDatabases implements Databases {
  static final String CANNOT_OPEN = "Cannot open the PostgreSQL database: ";

  private final OptionalInt connections;
  private final Runnable closer;
  private final PostgresLeases leases;
  private final PostgresFailures failures;
  private final PostgresNamespaces namespaces;

  private volatile @Nullable ServerIdentity identity;

  private PostgresDatabases(
      DataSource pool,
      OptionalInt connections,
      Runnable closer,
      PostgresLeases.TermsOf terms,
      PostgresTimeouts timeouts,
      Scripts scripts) {
    Jdbi jdbi = ColonParameters.jdbi(pool);
    this.connections = connections;
    this.closer = closer;
    this.leases = new PostgresLeases(jdbi, terms);
    this.failures = new PostgresFailures(jdbi, timeouts);
    this.namespaces = new PostgresNamespaces(leases, failures, scripts);
    try {
      leases.inTransaction(
          REGISTRY,
          Purpose.STRUCTURE,
          handle -> {
            PostgresRequirements.check(handle);
            namespaces.makeRegistry(handle);
            return true;
          });
    } catch (JdbiException e) {
      throw Failures.sql(e)
          .map(answer -> failures.explain(answer, Purpose.STRUCTURE, REGISTRY))
          .<RuntimeException>map(why -> new StorageException(CANNOT_OPEN + why, e))
          .orElse(e);
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
    return failures.explain(answer, purpose, dataset.map(PostgresNamespaces::of).orElse(REGISTRY));
  }

  @Override
  public Lease registry(Purpose purpose) {
    return leases
        .present()
        .map(present -> present.within(REGISTRY))
        .orElseGet(() -> leases.lease(REGISTRY, purpose, () -> {}));
  }

  @Override
  public Optional<Lease> dataset(DatasetId id, Purpose purpose) {
    return namespaces.isReady(id, purpose) ? Optional.of(lease(id, purpose)) : Optional.empty();
  }

  @Override
  public Lease made(DatasetId id, Hold hold) {
    namespaces.make(id, hold);
    return lease(id, Purpose.STRUCTURE);
  }

  private Lease lease(DatasetId id, Purpose purpose) {
    return leases.lease(PostgresNamespaces.of(id), purpose, () -> namespaces.forget(id));
  }

  @Override
  public Optional<JoinedTransaction> join(DatasetId id, JdbcTransaction caller)
      throws SQLException {
    if (!namespaces.isReady(id, Purpose.WORK)) {
      return Optional.empty();
    }
    return Optional.of(
        JoinedTransaction.of(
            id,
            caller,
            PostgresNamespaces.of(id),
            identity(),
            failures,
            () -> namespaces.forget(id)));
  }

  private ServerIdentity identity() {
    ServerIdentity known = identity;
    if (known == null) {
      known = leases.inTransaction(REGISTRY, Purpose.WORK, ServerIdentity::of);
      identity = known;
    }
    return known;
  }

  @Override
  public void drop(DatasetId id, Hold hold) {
    namespaces.drop(id, hold);
  }

  @Override
  public void close() {
    closer.run();
  }
}
