package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 databases of a storage. Owns the registry's, open for as long as this is, and a {@link
 * H2Slot} for every dataset whose database is open: opened at first use, closed when it was idle
 * for a while or too many are open.
 */
final class H2Databases implements Databases {
  static final Namespace SPACE = new Namespace("public");

  private static final Logger LOG = LoggerFactory.getLogger(H2Databases.class);

  /** This part of the heap is for the pages of all files that may be open. */
  private static final int CACHED_PART = 8;

  private static final long LEAST_CACHE_KIB = 1_024;

  private final H2Address address;
  private final Clock clock;
  private final Duration idleTime;
  private final int maxOpen;
  private final Scripts scripts;
  private final long cacheKib;
  private final Map<DatasetId, H2Slot> slots = new ConcurrentHashMap<>();
  private final IdleReaper reaper;
  private final H2Database registry;

  H2Databases(H2Address address, Clock clock, Duration idleTime, int maxOpen, Scripts scripts) {
    this.address = address;
    this.clock = clock;
    this.idleTime = idleTime;
    this.maxOpen = maxOpen;
    this.scripts = scripts;
    this.cacheKib = cacheKib(Runtime.getRuntime().maxMemory(), maxOpen);
    this.reaper = new IdleReaper(idleTime.dividedBy(2), this::closeIdle, () -> !slots.isEmpty());
    Scripts tables = Scripts.registry(Dialect.H2);
    this.registry =
        open(
                "the registry",
                address.registryFile(),
                address.registry(),
                handle -> tables.install(handle, SPACE))
            .orElseThrow();
  }

  /** H2 would take a sixteenth of the heap for each file. */
  static long cacheKib(long heapBytes, int maxOpen) {
    return Math.max(LEAST_CACHE_KIB, heapBytes / CACHED_PART / maxOpen / 1_024);
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
    return lent(id, purpose, () -> openPresent(id));
  }

  @Override
  public Lease made(DatasetId id, Hold hold) {
    return lent(id, Purpose.STRUCTURE, () -> openOrMake(id, hold)).orElseThrow();
  }

  private Optional<Lease> lent(
      DatasetId id, Purpose purpose, Supplier<Optional<H2Database>> opening) {
    while (true) {
      Optional<H2Slot> retained = retained(id, opening);
      if (retained.isEmpty()) {
        return Optional.empty();
      }
      if (address.outlivesConnections()) {
        reaper.wake();
        closeSurplus();
      }
      H2Slot slot = retained.get();
      Optional<Lease> lease = slot.lend(purpose, () -> release(id, slot));
      if (lease.isPresent()) {
        return lease;
      }
    }
  }

  private Optional<H2Slot> retained(DatasetId id, Supplier<Optional<H2Database>> opening) {
    while (true) {
      H2Slot slot = slots.computeIfAbsent(id, key -> new H2Slot());
      // Opening takes a while; only this dataset waits for it.
      synchronized (slot) {
        if (slot.isRetired()) {
          continue;
        }
        if (!slot.isOpen()) {
          open(id, slot, opening);
          if (!slot.isOpen()) {
            retire(id, slot);
            return Optional.empty();
          }
        }
        slot.retain();
        return Optional.of(slot);
      }
    }
  }

  /** A slot whose database cannot be opened is of no use. */
  private void open(DatasetId id, H2Slot slot, Supplier<Optional<H2Database>> opening) {
    try {
      opening.get().ifPresent(slot::opened);
    } catch (Throwable e) {
      retire(id, slot);
      throw e;
    }
  }

  private Optional<H2Database> openOrMake(DatasetId id, Hold hold) {
    hold.require();
    return open(
        subject(id),
        address.datasetFile(id),
        address.dataset(id),
        handle -> scripts.install(handle, SPACE));
  }

  private static String subject(DatasetId id) {
    return "the database of dataset '" + id + "'";
  }

  private Optional<H2Database> openPresent(DatasetId id) {
    boolean[] isInstalled = new boolean[1];
    Optional<H2Database> opened =
        open(
            subject(id),
            address.datasetFile(id),
            address.dataset(id) + ";IFEXISTS=TRUE",
            handle -> isInstalled[0] = scripts.upgrade(handle, SPACE));
    if (opened.isPresent() && !isInstalled[0]) {
      close(id, opened.get());
      return Optional.empty();
    }
    return opened;
  }

  private Optional<H2Database> open(
      String subject, Optional<Path> file, String url, Consumer<Handle> preparation) {
    file.flatMap(WriteAccess::missingAt).ifPresent(path -> refuse(subject, path, null));
    try {
      return Optional.of(
          H2Database.open(
              url,
              cacheKib,
              handle -> preparation.accept(handle.define("schema", SPACE.quoted()))));
    } catch (SQLException e) {
      if (Failures.isAbsent(e)) {
        return Optional.empty();
      }
      if (Failures.isInUse(e)) {
        throw new StorageInUseException(address.place(), e);
      }
      file.flatMap(WriteAccess::missingAbove).ifPresent(path -> refuse(subject, path, e));
      throw new StorageException(
          "Cannot open %s in '%s': H2 answered '%s' (SQLState %s). See to the file, then open it again."
              .formatted(subject, address.place(), Failures.firstLine(e), e.getSQLState()),
          e);
    }
  }

  private void refuse(String subject, Path path, @Nullable SQLException cause) {
    throw new StorageException(
        "Cannot open %s in '%s': '%s' cannot be written. Change its permissions, or choose another directory."
            .formatted(subject, address.place(), path),
        cause);
  }

  /** Whoever comes meanwhile waits, and finds another slot when the file is gone. */
  @Override
  public void drop(DatasetId id, Hold hold) {
    hold.require();
    boolean[] isDropped = new boolean[1];
    while (!isDropped[0]) {
      H2Slot slot = slots.computeIfAbsent(id, key -> new H2Slot());
      slot.exclusively(() -> isDropped[0] = drop(id, slot));
    }
  }

  private boolean drop(DatasetId id, H2Slot slot) {
    synchronized (slot) {
      if (slot.isRetired()) {
        return false;
      }
      Optional<Path> file = address.datasetFile(id);
      if (file.isEmpty() && !slot.isOpen()) {
        // Another storage of the same memory may have it open.
        open(id, slot, () -> openPresent(id));
      }
      try {
        discard(id, slot);
        file.ifPresent(f -> DatabaseFiles.delete(id, f));
      } finally {
        slots.remove(id, slot);
      }
      return true;
    }
  }

  private static void discard(DatasetId id, H2Slot slot) {
    try {
      slot.discard();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The database of dataset '{}' did not close well before it was dropped", id, e);
    }
  }

  private void release(DatasetId id, H2Slot slot) {
    synchronized (slot) {
      slot.release(clock.instant());
      if (slot.isUnusable()) {
        retire(id, slot);
      }
    }
    closeSurplus();
  }

  /**
   * Closes databases that were not used for the idle time; the reaper's tick, which tests do by
   * hand.
   */
  void closeIdle() {
    if (address.outlivesConnections()) {
      Instant before = clock.instant().minus(idleTime);
      slots.forEach(
          (id, slot) -> {
            slot.tidyUpIfIdleSince(before);
            retireIfIdle(id, slot, before);
          });
    }
  }

  /**
   * Closes those idle for longest while there are too many. If all are in use, there are more for a
   * while.
   */
  private void closeSurplus() {
    if (slots.size() > maxOpen && address.outlivesConnections()) {
      // Asked once each: it changes meanwhile, and no order could be found.
      Map<DatasetId, Instant> idle = new HashMap<>();
      slots.forEach((id, slot) -> slot.idleSince().ifPresent(since -> idle.put(id, since)));
      idle.entrySet().stream()
          .sorted(Map.Entry.comparingByValue())
          .takeWhile(entry -> slots.size() > maxOpen)
          .forEach(entry -> retireIfIdle(entry.getKey(), entry.getValue()));
    }
  }

  /** Does nothing if it was used since. */
  private void retireIfIdle(DatasetId id, Instant before) {
    H2Slot slot = slots.get(id);
    if (slot != null) {
      retireIfIdle(id, slot, before);
    }
  }

  private void retireIfIdle(DatasetId id, H2Slot slot, Instant before) {
    synchronized (slot) {
      try {
        if (slot.retireIfIdleSince(before)) {
          slots.remove(id, slot);
        }
      } catch (SQLException | RuntimeException e) {
        slots.remove(id, slot);
        LOG.warn("The database of dataset '{}' did not close well", id, e);
      }
    }
  }

  private void retire(DatasetId id, H2Slot slot) {
    synchronized (slot) {
      try {
        slot.retire();
      } catch (SQLException | RuntimeException e) {
        LOG.warn("The database of dataset '{}' did not close well", id, e);
      } finally {
        slots.remove(id, slot);
      }
    }
  }

  private static void close(DatasetId id, H2Database database) {
    try {
      database.close();
    } catch (SQLException e) {
      LOG.warn("The database of dataset '{}' did not close well", id, e);
    }
  }

  /** The datasets whose databases are open. */
  Set<DatasetId> openDatasets() {
    return Set.copyOf(slots.keySet());
  }

  boolean isReaperRunning() {
    return reaper.isRunning();
  }

  @Override
  public void close() {
    reaper.close();
    slots.entrySet().parallelStream().forEach(entry -> retire(entry.getKey(), entry.getValue()));
    try {
      registry.close();
    } catch (SQLException e) {
      LOG.warn("The registry in '{}' did not close well", address.place(), e);
    }
  }
}
