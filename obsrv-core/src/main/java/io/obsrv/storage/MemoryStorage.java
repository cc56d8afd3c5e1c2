package io.obsrv.storage;

import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.QuarantineStore;
import io.obsrv.query.QueryEngine;
import java.time.Clock;
import java.time.Duration;

/**
 * Keeps everything in memory, and forgets it when nobody refers to it any more: for tests and
 * trials. It is the reference for what a storage does, with the same rules and exceptions as the
 * databases; only SQL needs one of them. For many threads.
 */
public final class MemoryStorage implements Storage {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  private final Gate gate = new Gate();
  private final Registry registry;
  private final MemoryDataStore data;
  private final QuarantineStore quarantine;
  private final ConnectorStore connectors;
  private final LeaseStore leases;
  private final ArchiveStore archives;
  private final QueryEngine queries;

  private MemoryStorage(Clock clock) {
    Clock ticking = Clock.tick(clock, MICROSECOND);
    registry = new MemoryRegistry(gate, ticking);
    data = new MemoryDataStore(gate, ticking);
    quarantine = new MemoryQuarantineStore(data, ticking);
    connectors = new MemoryConnectorStore(data, ticking);
    leases = new MemoryLeaseStore(data, ticking);
    archives = new MemoryArchiveStore(data);
    queries = new MemoryQueryEngine(gate, data);
  }

  /**
   * An empty storage.
   *
   * @return the storage
   */
  public static MemoryStorage create() {
    return create(Clock.systemUTC());
  }

  /**
   * An empty storage with a clock of the caller's own.
   *
   * @param clock tells when a batch is committed, and thereby how long a key is remembered
   * @return the storage
   */
  public static MemoryStorage create(Clock clock) {
    return new MemoryStorage(clock);
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

  @Override
  public ArchiveStore archives() {
    return archives;
  }

  @Override
  public QueryEngine queries() {
    return queries;
  }

  @Override
  public void close() {
    gate.close();
  }
}
