package io.obsrv.storage;

import io.obsrv.schema.Row;
import io.obsrv.table.Group;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stored aggregate table: one group per key. Guarded by the lock of its dataset. */
final class MemoryTable {
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** Takes over groups that nobody else refers to. */
  void merge(Collection<Group> more) {
    for (Group group : more) {
      Group present = groups.putIfAbsent(group.key(), group);
      if (present != null) {
        present.merge(group);
      }
    }
  }

  List<Row> rows() {
    return groups.values().stream().map(Group::row).toList();
  }
}
