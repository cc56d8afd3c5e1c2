package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveGroups;
import io.obsrv.schema.Row;
import io.obsrv.table.Frozen;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A stored aggregate table: one group per key. Guarded by the lock of its dataset. */
final class MemoryTable {
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Set<Instant> frozen = new HashSet<>();
  private Optional<Instant> floor = Optional.empty();

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

  /** What does not change any more. */
  Frozen frozen() {
    return new Frozen(floor, frozen);
  }

  /** Keeps buckets as they are. */
  void freeze(Rollup rollup, Set<Instant> buckets) {
    frozen.addAll(buckets);
    groups.values().stream()
        .filter(group -> rollup.beginOf(group).filter(buckets::contains).isPresent())
        .forEach(Group::freeze);
  }

  /** Lets go of the buckets that begin before, for good; answers how many groups went. */
  long raise(Rollup rollup, Instant first) {
    long before = groups.size();
    floor = floor.filter(first::isBefore).or(() -> Optional.of(first));
    frozen.removeIf(first::isAfter);
    groups.values().removeIf(group -> rollup.beginOf(group).filter(first::isAfter).isPresent());
    return before - groups.size();
  }

  long frozenGroups() {
    return groups.values().stream().filter(Group::isFrozen).count();
  }

  /** Puts a group back as it was dumped. */
  void restore(Rollup rollup, Group group) {
    groups.put(group.key(), group);
    if (group.isFrozen()) {
      rollup.beginOf(group).ifPresent(frozen::add);
    }
  }

  /** The floor, if the retention of the table has ever come so far. */
  Optional<ArchiveEntry> floor(Rollup rollup) {
    return floor.map(begin -> new ArchiveEntry.TableFloor(rollup.table().name(), begin));
  }

  /** The groups in the order of their keys. */
  List<ArchiveEntry.TableGroup> entries(Rollup rollup) {
    return new TreeMap<>(groups)
        .values().stream().map(group -> ArchiveGroups.entry(rollup, group)).toList();
  }

  List<Row> rows() {
    return groups.values().stream().map(Group::row).toList();
  }
}
