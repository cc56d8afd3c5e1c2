package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveGroups;
import io.obsrv.schema.Row;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A stored aggregate table: one group per key. Guarded by the lock of its dataset. */
final class MemoryTable {
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** What the groups of some keys remember, without those that are not there. */
  Map<String, String> states(Set<String> keys) {
    Map<String, String> states = new HashMap<>();
    for (String key : keys) {
      Optional.ofNullable(groups.get(key)).ifPresent(group -> states.put(key, group.state()));
    }
    return states;
  }

  /** Takes over groups that nobody else refers to. */
  void put(Collection<Group> changed) {
    changed.forEach(group -> groups.put(group.key(), group));
  }

  void drop(Set<String> keys) {
    keys.forEach(groups::remove);
  }

  /** The groups in the order of their keys. */
  List<ArchiveEntry.TableGroup> entries(Rollup rollup) {
    return new TreeMap<>(groups)
        .values().stream()
            .map(group -> ArchiveGroups.entry(rollup, group.row(), group.state()))
            .toList();
  }

  List<Row> rows() {
    return groups.values().stream().map(Group::row).toList();
  }
}
