package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveInput;
import io.obsrv.event.ArchiveRows;
import io.obsrv.event.Content;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a dataset is made of, on its way into a dump and out of one. Guarded by the lock of its
 * dataset, whose parts they are; the entries can be read later, and are those of the moment they
 * were asked for.
 */
record MemoryParts(
    MemoryRows rows,
    MemoryKeys keys,
    MemoryRemovals removals,
    MemoryClaims claims,
    MemoryTables tables,
    MemoryQuarantine quarantine,
    MemoryBatches batches,
    MemoryCheckpoints checkpoints,
    MemoryConnectors connectors) {

  Stream<ArchiveEntry> entries(Layout layout, Counters counters) {
    List<Stream<ArchiveEntry>> parts =
        List.of(
            rows.entries(),
            keys.entries(layout),
            removals.entries(),
            claims.entries(),
            tables.entries(layout),
            quarantine.entries(),
            batches.entries(),
            checkpoints.entries(),
            connectors.entries(),
            Stream.of(new ArchiveEntry.Control(layout.version(), quarantine.last(), counters)));
    return parts.stream().flatMap(part -> part);
  }

  /** What there is, and how much of it. */
  List<StoredTable> tables(Layout layout) {
    Map<String, StoredTable> tables = new TreeMap<>();
    entries(layout, Counters.ZERO).map(MemoryParts::counted).forEach(one -> add(tables, one));
    return List.copyOf(tables.values());
  }

  private static StoredTable counted(ArchiveEntry entry) {
    String name = entry instanceof ArchiveEntry.TableGroup group ? group.table() : entry.part();
    return new StoredTable(Content.ofPart(entry.part()), name, 1);
  }

  private static void add(Map<String, StoredTable> tables, StoredTable more) {
    tables.merge(
        more.content() + "/" + more.name(),
        more,
        (a, b) -> new StoredTable(a.content(), a.name(), a.rows() + b.rows()));
  }

  /**
   * Fills parts that are new.
   *
   * @return what was counted
   */
  Counters fill(Layout layout, ArchiveInput input) {
    ArchiveRows archive = new ArchiveRows(input.columns());
    rows.restore(archive.columns());
    tables.activate(layout.rollups(), List.of());
    claims.maintain(layout);
    MemoryPlaces places = new MemoryPlaces(layout);
    while (input.hasNext()) {
      ArchiveEntry entry = input.next();
      places.take(entry);
      take(layout, archive, entry);
    }
    quarantine.goOnBehind(input.control().lastQuarantine());
    return input.control().counters();
  }

  private void take(Layout layout, ArchiveRows archive, ArchiveEntry entry) {
    if (entry instanceof ArchiveEntry.Row row) {
      rows.restore(archive.row(row));
    } else if (entry instanceof ArchiveEntry.Key key) {
      keys.restore(key);
    } else if (entry instanceof ArchiveEntry.Removal removal) {
      removals.restore(removal);
    } else if (entry instanceof ArchiveEntry.Claimed claim) {
      claims.restore(claim);
    } else if (entry instanceof ArchiveEntry.TableFloor floor) {
      tables.restore(layout, floor);
    } else if (entry instanceof ArchiveEntry.TableGroup group) {
      tables.restore(layout, group);
    } else if (entry instanceof ArchiveEntry.Quarantined record) {
      quarantine.restore(record.record());
    } else if (entry instanceof ArchiveEntry.Trail trail) {
      quarantine.restore(trail.line());
    } else if (entry instanceof ArchiveEntry.NamedBatch batch) {
      batches.restore(batch);
    } else if (entry instanceof ArchiveEntry.ReadSplit split) {
      checkpoints.restore(split);
    } else if (entry instanceof ArchiveEntry.Delivered delivered) {
      connectors.restore(delivered);
    } else if (entry instanceof ArchiveEntry.Connector connector) {
      connectors.put(connector.name(), connector.run());
    } else if (entry instanceof ArchiveEntry.ConnectorTrail trail) {
      connectors.add(trail.line());
    }
  }
}
