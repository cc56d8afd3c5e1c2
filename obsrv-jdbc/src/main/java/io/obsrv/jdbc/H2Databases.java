package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 databases of a storage, and connections to them. Owns the registry's, open for as long as
 * this is, and those of datasets.
 */
final class H2Databases implements Databases {
  static final Namespace SPACE = new Namespace("public");

  private static final Logger LOG = LoggerFactory.getLogger(H2Databases.class);

  private final H2Address address;
  private final H2Slots slots;
  private final H2Database registry;

  H2Databases(H2Address address, Clock clock, Duration idleTime, int maxOpen, Scripts scripts) {
    H2Opening opening =
        new H2Opening(
            address, scripts, H2Opening.cacheKib(Runtime.getRuntime().maxMemory(), maxOpen));
    this.address = address;
    this.slots = new H2Slots(opening, clock, idleTime, maxOpen);
    this.registry = opening.registry();
  }

  @Override
  public Dialect dialect() {
    return Dialect.H2;
  }

  @Override
  public Lease registry(Purpose purpose) {
    Lease.Terms terms =
        new Lease.Terms() {
          @Override
          public <T extends @Nullable Object> T run(Lease.Transaction<T> transaction)
              throws SQLException {
            return registry.run(purpose, transaction);
          }

          @Override
          public void committed(Handle handle) {
            registry.secure(purpose);
          }
        };
    return new Lease(registry.handle(purpose), SPACE, terms);
  }

  @Override
  public Optional<Lease> dataset(DatasetId id, Purpose purpose) {
    return lent(id, purpose, () -> slots.retained(id));
  }

  @Override
  public Lease made(DatasetId id, Hold hold) {
    return lent(id, Purpose.STRUCTURE, () -> slots.made(id, hold)).orElseThrow();
  }

  private Optional<Lease> lent(
      DatasetId id, Purpose purpose, Supplier<Optional<H2Slot>> retaining) {
    while (true) {
      Optional<H2Slot> retained = retaining.get();
      if (retained.isEmpty()) {
        return Optional.empty();
      }
      H2Slot slot = retained.get();
      Optional<Lease> lease = slot.lend(purpose, () -> slots.release(id, slot));
      if (lease.isPresent()) {
        return lease;
      }
    }
  }

  @Override
  public void drop(DatasetId id, Hold hold) {
    hold.require();
    slots.drop(id);
  }

  /** The reaper's tick, which tests do by hand. */
  void closeIdle() {
    slots.closeIdle();
  }

  /** The datasets whose databases are open. */
  Set<DatasetId> openDatasets() {
    return slots.openDatasets();
  }

  boolean isReaperRunning() {
    return slots.isReaperRunning();
  }

  @Override
  public void close() {
    slots.close();
    try {
      registry.close();
    } catch (SQLException e) {
      LOG.warn("The registry in '{}' did not close well", address.place(), e);
    }
  }
}
