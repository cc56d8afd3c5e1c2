package io.obsrv.storage;

/**
 * What a dataset is made of: everything that one commit may change. Guarded by the lock of its
 * dataset.
 */
record MemoryParts(
    MemoryControl control,
    MemoryColumns columns,
    MemoryRows rows,
    MemoryKeys keys,
    MemoryRemovals removals,
    MemoryClaims claims,
    MemoryTables tables,
    MemoryQuarantine quarantine,
    MemoryBatches batches,
    MemoryCheckpoints checkpoints,
    MemoryConnectors connectors,
    MemoryLeases leases) {

  static MemoryParts empty() {
    MemoryColumns columns = new MemoryColumns();
    return new MemoryParts(
        new MemoryControl(),
        columns,
        new MemoryRows(columns),
        new MemoryKeys(),
        new MemoryRemovals(),
        new MemoryClaims(),
        new MemoryTables(),
        new MemoryQuarantine(),
        new MemoryBatches(),
        new MemoryCheckpoints(),
        new MemoryConnectors(),
        new MemoryLeases());
  }
}
