package io.obsrv.table;

import io.obsrv.schema.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rows that come and rows that go change in an aggregate table. In a table with a retention of
 * its own, {@link #beside} leaves out what is frozen. Then {@link #keys} says which stored groups
 * are needed, and {@link #against} holds the change against them. Of one thread.
 */
public final class RollupChange {
  private final Rollup rollup;
  private final Map<String, Group> added;
  private final Map<String, Group> removed;

  private RollupChange(Rollup rollup, Map<String, Group> added, Map<String, Group> removed) {
    this.rollup = rollup;
    this.added = added;
    this.removed = removed;
  }

  /**
   * What is to be written.
   *
   * @param put groups with what they remember now
   * @param dropped the keys of groups without rows
   * @param recompute the keys of groups that have to be made anew from the rows there are then
   */
  public record Outcome(List<Group> put, Set<String> dropped, Set<String> recompute) {}

  /**
   * The change that some rows make.
   *
   * @param rollup the table
   * @param added the rows that come
   * @param removed the rows that go, all of them added before
   * @return the change
   */
  public static RollupChange of(Rollup rollup, Iterable<Row> added, Iterable<Row> removed) {
    return new RollupChange(rollup, byKey(rollup.groups(added)), byKey(rollup.groups(removed)));
  }

  /**
   * Takes over what other rows change in the same table, which are behind these.
   *
   * @param others the change of these rows, not to be used any more
   */
  public void add(RollupChange others) {
    merge(added, others.added);
    merge(removed, others.removed);
  }

  private static void merge(Map<String, Group> groups, Map<String, Group> others) {
    others.forEach(
        (key, other) -> {
          Group group = groups.putIfAbsent(key, other);
          if (group != null) {
            group.merge(other);
          }
        });
  }

  /**
   * Which table it is.
   *
   * @return the rollup
   */
  public Rollup rollup() {
    return rollup;
  }

  private static Map<String, Group> byKey(Collection<Group> found) {
    Map<String, Group> groups = new LinkedHashMap<>();
    found.forEach(group -> groups.put(group.key(), group));
    return groups;
  }

  /**
   * The time buckets that change.
   *
   * @return when each begins
   */
  public Set<Instant> buckets() {
    return Stream.concat(added.values().stream(), removed.values().stream())
        .flatMap(group -> rollup.beginOf(group).stream())
        .collect(Collectors.toSet());
  }

  /**
   * The time buckets that are over: if their rows go because of their age, they are to be frozen.
   *
   * @param now what time it is
   * @return when each begins
   */
  public Set<Instant> over(Instant now) {
    return removed.values().stream()
        .flatMap(group -> rollup.bucket(group).stream())
        .filter(bucket -> !rollup.buckets().end(bucket).isAfter(now))
        .map(rollup.buckets()::begin)
        .collect(Collectors.toSet());
  }

  /**
   * The same without what would change a frozen bucket.
   *
   * @param frozen those that do not change any more
   * @return the change
   */
  public RollupChange beside(Frozen frozen) {
    return frozen.isNone()
        ? this
        : new RollupChange(rollup, beside(frozen, added), beside(frozen, removed));
  }

  private Map<String, Group> beside(Frozen frozen, Map<String, Group> groups) {
    return byKey(
        groups.values().stream()
            .filter(group -> rollup.beginOf(group).filter(frozen::holds).isEmpty())
            .toList());
  }

  /**
   * The groups that change.
   *
   * @return their keys
   */
  public Set<String> keys() {
    Set<String> keys = new HashSet<>(added.keySet());
    keys.addAll(removed.keySet());
    return keys;
  }

  /**
   * The dimensions of groups that change.
   *
   * @param keys keys among those of {@link #keys}
   * @return the dimensions of each, by its key
   */
  public Map<String, List<@Nullable Object>> dimensions(Set<String> keys) {
    Map<String, List<@Nullable Object>> dimensions = new HashMap<>();
    keys.forEach(key -> dimensions.put(key, changing(key).dimensions()));
    return dimensions;
  }

  /** What is added to the group of a key, or what is taken from it. */
  private Group changing(String key) {
    return Objects.requireNonNullElseGet(
        added.get(key), () -> Objects.requireNonNull(removed.get(key)));
  }

  /**
   * Holds the change against what is stored.
   *
   * @param states what stored groups remember, by key; without those that are not stored
   * @return what is to be written
   */
  public Outcome against(Map<String, String> states) {
    List<Group> put = new ArrayList<>();
    Set<String> dropped = new HashSet<>();
    Set<String> recompute = new HashSet<>();
    for (String key : keys()) {
      Optional<Group> addition = Optional.ofNullable(added.get(key));
      Optional<Group> removal = Optional.ofNullable(removed.get(key));
      Group group =
          remaining(stored(states.get(key), changing(key).dimensions()), removal).knownBy(key);
      addition.ifPresent(group::merge);
      if (group.isEmpty()) {
        dropped.add(key);
      } else if (group.isExact()) {
        put.add(group);
      } else {
        recompute.add(key);
      }
    }
    return new Outcome(put, dropped, recompute);
  }

  /** Nothing is left of what a group without rows remembers. */
  private Group remaining(Group group, Optional<Group> removal) {
    removal.ifPresent(group::subtract);
    return group.isEmpty() ? rollup.empty(group.dimensions()) : group;
  }

  private Group stored(@Nullable String state, List<@Nullable Object> dimensions) {
    return state == null ? rollup.empty(dimensions) : rollup.restore(dimensions, state);
  }
}
