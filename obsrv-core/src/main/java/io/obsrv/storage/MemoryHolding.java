package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Content;
import io.obsrv.event.Holding;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What there is of a dataset, and how much of it: the entries of a dump, by their tables. */
final class MemoryHolding {
  private MemoryHolding() {}

  /** Empty if no version ever was live. */
  static Optional<Holding> of(MemoryParts parts) {
    return parts.control().live().map(layout -> of(parts, layout));
  }

  private static Holding of(MemoryParts parts, Layout layout) {
    Stream<ArchiveEntry> entries = new MemoryDump(parts, layout).entries();
    return new Holding(layout.location(), "memory", count(entries));
  }

  private static List<StoredTable> count(Stream<ArchiveEntry> entries) {
    Map<String, StoredTable> tables = new TreeMap<>();
    entries
        .map(MemoryHolding::counted)
        .forEach(one -> tables.merge(one.content() + "/" + one.name(), one, MemoryHolding::plus));
    return List.copyOf(tables.values());
  }

  private static StoredTable counted(ArchiveEntry entry) {
    String name = entry instanceof ArchiveEntry.TableGroup group ? group.table() : entry.part();
    return new StoredTable(Content.ofPart(entry.part()), name, 1);
  }

  private static StoredTable plus(StoredTable a, StoredTable b) {
    return new StoredTable(a.content(), a.name(), a.rows() + b.rows());
  }
}
