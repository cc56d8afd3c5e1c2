package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveGroups;
import io.obsrv.event.Layout;
import io.obsrv.event.LostGroups;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    table.put(rollup.groups(rows));
    return table;
  }

  /** Drops what the version before needed for its queries. */
  void settle() {
    replaced = Map.of();
  }

  /** What is to be written to a table. */
  record Step(MemoryTable table, Rollup rollup, RollupChange.Outcome outcome) {}

  /**
   * What a batch changes in each table, not yet applied, so that nothing is changed where a rollup
   * fails. The rollups are those of the rows' version: another version may have the columns in
   * another order.
   */
  List<Step> steps(List<RollupChange> changes) {
    return changes.stream().map(change -> step(table(change.rollup()), change)).toList();
  }

  private static Step step(MemoryTable table, RollupChange change) {
    RollupChange open = change.beside(table.frozen());
    return new Step(table, change.rollup(), open.against(table.states(open.keys())));
  }

  /**
   * Freezes the buckets that are over and lose rows by their age; what else these rows change is
   * not yet applied.
   */
  List<Step> expire(List<Rollup> rollups, List<Row> expired, Instant now) {
    List<Step> steps = new ArrayList<>();
    for (Rollup rollup : rollups) {
      MemoryTable table = table(rollup);
      RollupChange change = RollupChange.of(rollup, List.of(), expired);
      if (rollup.isRetained()) {
        table.freeze(rollup, change.beside(table.frozen()).over(now));
      }
      steps.add(step(table, change));
    }
    return steps;
  }

  /** Lets go of the buckets that tables keep no longer; answers how many groups went. */
  long raise(List<Rollup> retained, Instant now) {
    long gone = 0;
    for (Rollup rollup : retained) {
      gone += table(rollup).raise(rollup, rollup.floor(now).orElseThrow());
    }
    return gone;
  }

  /** The frozen groups of tables that are not among those of a version. */
  List<LostGroups> losses(List<Rollup> next) {
    Set<Identity> kept = next.stream().map(Identity::of).collect(Collectors.toSet());
    return live.entrySet().stream()
        .filter(table -> !kept.contains(table.getKey()))
        .map(table -> new LostGroups(table.getKey().name(), table.getValue().frozenGroups()))
        .filter(loss -> loss.groups() > 0)
        .sorted(Comparator.comparing(LostGroups::table))
        .toList();
  }

  /**
   * Applies a step.
   *
   * @param rows all rows there are now, for groups that have to be made anew
   */
  static void apply(Step step, Supplier<List<Row>> rows) {
    step.table().put(step.outcome().put());
    step.table().drop(step.outcome().dropped());
    Set<String> recompute = step.outcome().recompute();
    if (!recompute.isEmpty()) {
      step.table()
          .put(
              step.rollup().groups(rows.get()).stream()
                  .filter(group -> recompute.contains(group.key()))
                  .toList());
    }
  }

  /** Groups change, so the entries are made at once. */
  Stream<ArchiveEntry> entries(Layout layout) {
    List<ArchiveEntry> entries = new ArrayList<>();
    sorted(layout).forEach(rollup -> table(rollup).floor(rollup).ifPresent(entries::add));
    sorted(layout).forEach(rollup -> entries.addAll(table(rollup).entries(rollup)));
    return entries.stream();
  }

  private static List<Rollup> sorted(Layout layout) {
    return layout.rollups().stream()
        .sorted(Comparator.comparing(rollup -> rollup.table().name()))
        .toList();
  }

  void restore(Layout layout, ArchiveEntry.TableGroup entry) {
    Rollup rollup = ArchiveGroups.rollup(layout, entry.table());
    table(rollup).restore(rollup, ArchiveGroups.group(rollup, entry));
  }

  void restore(Layout layout, ArchiveEntry.TableFloor entry) {
    Rollup rollup = ArchiveGroups.rollup(layout, entry.table());
    long unused = table(rollup).raise(rollup, entry.floor());
  }

  private MemoryTable table(Rollup rollup) {
    return Objects.requireNonNull(live.get(Identity.of(rollup)));
  }

  List<Row> rows(Rollup rollup) {
    Identity identity = Identity.of(rollup);
    return Optional.ofNullable(live.get(identity))
        .or(() -> Optional.ofNullable(replaced.get(identity)))
        .map(MemoryTable::rows)
        .orElse(List.of());
  }
}
