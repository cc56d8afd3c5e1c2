package io.obsrv.storage;

import io.obsrv.schema.Row;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The stored aggregate tables of a dataset. A table is known by its name and the fingerprint of its
 * declaration, so that one that is declared anew stands beside the old one. Only the tables of the
 * live version are kept up to date. Guarded by the lock of its dataset.
 */
final class MemoryTables {
  private Map<Identity, MemoryTable> live = Map.of();
  private Map<Identity, MemoryTable> replaced = Map.of();

  private record Identity(String name, String fingerprint) {
    static Identity of(Rollup rollup) {
      return new Identity(rollup.table().name(), rollup.fingerprint());
    }
  }

  /** Keeps tables that were kept up to date so far, fills all others from the rows there are. */
  void activate(List<Rollup> rollups, List<Row> rows) {
    Map<Identity, MemoryTable> next = new HashMap<>();
    for (Rollup rollup : rollups) {
      Identity identity = Identity.of(rollup);
      next.put(
          identity, Objects.requireNonNullElseGet(live.get(identity), () -> filled(rollup, rows)));
    }
    Map<Identity, MemoryTable> others = new HashMap<>(replaced);
    others.putAll(live);
    replaced = others;
    live = next;
  }

  private static MemoryTable filled(Rollup rollup, List<Row> rows) {
    MemoryTable table = new MemoryTable();
    table.merge(rollup.groups(rows));
    return table;
  }

  /** Drops what the version before needed for its queries. */
  void settle() {
    replaced = Map.of();
  }

  /**
   * What rows add to each table, not yet added, so that nothing is changed where a rollup fails.
   * The rollups are those of the rows' version: another version may have the columns in another
   * order.
   */
  Map<MemoryTable, Collection<Group>> groupsOf(List<Rollup> rollups, List<Row> rows) {
    Map<MemoryTable, Collection<Group>> groups = new HashMap<>();
    for (Rollup rollup : rollups) {
      MemoryTable table = Objects.requireNonNull(live.get(Identity.of(rollup)));
      groups.put(table, rollup.groups(rows));
    }
    return groups;
  }

  List<Row> rows(Rollup rollup) {
    Identity identity = Identity.of(rollup);
    return Optional.ofNullable(live.get(identity))
        .or(() -> Optional.ofNullable(replaced.get(identity)))
        .map(MemoryTable::rows)
        .orElse(List.of());
  }
}
