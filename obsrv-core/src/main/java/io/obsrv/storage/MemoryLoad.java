package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveInput;
import io.obsrv.event.ArchiveRows;
import io.obsrv.event.Layout;
import java.util.List;

/**
 * A dataset on its way out of a bundle. Used once, under the lock of a dataset that is new.
 *
 * @param parts where it is put
 * @param layout the version that was live
 * @param archive the form of its rows
 */
record MemoryLoad(MemoryParts parts, Layout layout, ArchiveRows archive) {

  static void load(MemoryParts parts, Layout layout, ArchiveInput input) {
    MemoryLoad load = new MemoryLoad(parts, layout, new ArchiveRows(input.columns()));
    parts.columns().restore(load.archive.columns());
    parts.tables().activate(layout.rollups(), List.of());
    parts.claims().maintain(layout);
    MemoryPlaces places = new MemoryPlaces(layout);
    while (input.hasNext()) {
      ArchiveEntry entry = input.next();
      places.take(entry);
      load.take(entry);
    }
    parts.quarantine().goOnBehind(input.control().lastQuarantine());
    parts.control().restore(layout, input.control().counters());
  }

  private void take(ArchiveEntry entry) {
    if (entry instanceof ArchiveEntry.Row row) {
      parts.rows().restore(archive.row(row));
    } else if (entry instanceof ArchiveEntry.Key key) {
      parts.keys().restore(key);
    } else if (entry instanceof ArchiveEntry.Removal removal) {
      parts.removals().restore(removal);
    } else if (entry instanceof ArchiveEntry.Claimed claim) {
      parts.claims().restore(claim);
    } else if (entry instanceof ArchiveEntry.TableFloor floor) {
      parts.tables().restore(layout, floor);
    } else if (entry instanceof ArchiveEntry.TableGroup group) {
      parts.tables().restore(layout, group);
    } else if (entry instanceof ArchiveEntry.Quarantined record) {
      parts.quarantine().restore(record.record());
    } else if (entry instanceof ArchiveEntry.Trail trail) {
      parts.quarantine().restore(trail.line());
    } else if (entry instanceof ArchiveEntry.NamedBatch batch) {
      parts.batches().restore(batch);
    } else if (entry instanceof ArchiveEntry.ReadSplit split) {
      parts.checkpoints().restore(split);
    } else if (entry instanceof ArchiveEntry.Delivered delivered) {
      parts.connectors().restore(delivered);
    } else if (entry instanceof ArchiveEntry.Connector connector) {
      parts.connectors().put(connector.name(), connector.run());
    } else if (entry instanceof ArchiveEntry.ConnectorTrail trail) {
      parts.connectors().add(trail.line());
    }
  }
}
