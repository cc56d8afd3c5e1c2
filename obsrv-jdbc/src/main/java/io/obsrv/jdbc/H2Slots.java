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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns a {@link H2Slot} for every dataset whose database is open: opened at first use, closed when
 * it was idle for a while or too many are open. For many threads.
 */
final class H2Slots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(H2Slots.class);

  private final H2Opening opening;
  private final Clock clock;
  private final Duration idleTime;
  private final int maxOpen;
  private final Map<DatasetId, H2Slot> slots = new ConcurrentHashMap<>();
  private final IdleReaper reaper;

  H2Slots(H2Opening opening, Clock clock, Duration idleTime, int maxOpen) {
    this.opening = opening;
    this.clock = clock;
    this.idleTime = idleTime;
    this.maxOpen = maxOpen;
    this.reaper = new IdleReaper(idleTime.dividedBy(2), this::closeIdle, () -> !slots.isEmpty());
  }

  /** An open slot with one more connection counted; empty if there is no database. */
  Optional<H2Slot> retained(DatasetId id) {
    return retained(id, () -> opening.present(id));
  }

  /** The same, of a database that is made if there is none and the hold is not lost. */
  Optional<H2Slot> made(DatasetId id, Hold hold) {
    return retained(id, () -> opening.made(id, hold));
  }

  private Optional<H2Slot> retained(DatasetId id, Supplier<Optional<H2Database>> database) {
    Optional<H2Slot> retained = opened(id, database);
    if (retained.isPresent() && closesIdle()) {
      reaper.wake();
      closeSurplus();
    }
    return retained;
  }

  private Optional<H2Slot> opened(DatasetId id, Supplier<Optional<H2Database>> database) {
    while (true) {
      H2Slot slot = slots.computeIfAbsent(id, key -> new H2Slot());
      // Opening takes a while; only this dataset waits for it.
      synchronized (slot) {
        if (slot.isOver()) {
          continue;
        }
        if (!slot.isOpen()) {
          open(id, slot, database);
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
  private void open(DatasetId id, H2Slot slot, Supplier<Optional<H2Database>> database) {
    try {
      database.get().ifPresent(slot::opened);
    } catch (Throwable e) {
      retire(id, slot);
      throw e;
    }
  }

  /** Takes back a connection that was counted. */
  void release(DatasetId id, H2Slot slot) {
    synchronized (slot) {
      slot.release(clock.instant());
      if (slot.isUnusable()) {
        retire(id, slot);
      }
    }
    closeSurplus();
  }

  /** Whoever comes meanwhile waits, and finds another slot when the file is gone. */
  void drop(DatasetId id) {
    boolean[] isDropped = new boolean[1];
    while (!isDropped[0]) {
      H2Slot slot = slots.computeIfAbsent(id, key -> new H2Slot());
      slot.exclusively(() -> isDropped[0] = drop(id, slot));
    }
  }

  private boolean drop(DatasetId id, H2Slot slot) {
    synchronized (slot) {
      if (slot.isOver()) {
        return false;
      }
      Optional<Path> file = opening.address().datasetFile(id);
      if (file.isEmpty() && !slot.isOpen()) {
        // Another storage of the same memory may have it open.
        open(id, slot, () -> opening.present(id));
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

  /** Closes databases that were not used for the idle time. */
  void closeIdle() {
    if (closesIdle()) {
      Instant before = clock.instant().minus(idleTime);
      slots.forEach(
          (id, slot) -> {
            slot.tidyUpIfIdleSince(before);
            retireIfIdle(id, slot, before);
          });
    }
  }

  /** What is in memory is gone when it is closed. */
  private boolean closesIdle() {
    return opening.address().outlivesConnections();
  }

  /**
   * Closes those idle for longest while there are too many. If all are in use, there are more for a
   * while.
   */
  private void closeSurplus() {
    if (slots.size() > maxOpen && closesIdle()) {
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

  /** The datasets whose databases are open. */
  Set<DatasetId> openDatasets() {
    return Set.copyOf(slots.keySet());
  }

  boolean isReaperRunning() {
    return reaper.isRunning();
  }

  /** Closes all, whoever uses them. */
  @Override
  public void close() {
    reaper.close();
    slots.entrySet().parallelStream().forEach(entry -> retire(entry.getKey(), entry.getValue()));
  }
}
