package io.obsrv.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which field of one schema became which of the next: the one at the same place, else the one that
 * an alias names, else the one with the same column. Immutable.
 */
final class FieldPairs {
  private final List<FieldNode> live;
  private final List<FieldNode> next;
  private final Map<List<String>, FieldNode> originByPath = new LinkedHashMap<>();
  private final Set<List<String>> kept = new HashSet<>();

  FieldPairs(Schema live, Schema next) {
    this.live = live.fields();
    this.next = next.fields();
    Map<List<String>, FieldNode> byPath = new LinkedHashMap<>();
    this.live.forEach(field -> byPath.put(field.path(), field));
    // What keeps its place comes first, so that no alias and no column's name takes it away.
    this.next.forEach(field -> pair(field, byPath.get(field.path())));
    for (FieldNode field : this.next) {
      field.place().formerPaths().forEach(former -> pair(field, byPath.get(former)));
    }
    for (FieldNode field : this.next) {
      field.column().flatMap(column -> sameColumn(column)).ifPresent(old -> pair(field, old));
    }
  }

  List<FieldNode> next() {
    return next;
  }

  /** The field that became this one. */
  Optional<FieldNode> origin(FieldNode field) {
    return Optional.ofNullable(originByPath.get(field.path()));
  }

  Optional<Column> origin(Column column) {
    return Optional.ofNullable(originByPath.get(column.path())).flatMap(FieldNode::column);
  }

  /** The fields that became nothing. */
  List<FieldNode> removed() {
    List<FieldNode> removed = new ArrayList<>(live);
    removed.removeIf(field -> kept.contains(field.path()));
    return removed;
  }

  private Optional<FieldNode> sameColumn(Column column) {
    return live.stream()
        .filter(old -> old.column().filter(c -> c.name().equals(column.name())).isPresent())
        .findFirst();
  }

  private void pair(FieldNode field, @Nullable FieldNode old) {
    if (old != null
        && old.column().isPresent() == field.column().isPresent()
        && !originByPath.containsKey(field.path())
        && kept.add(old.path())) {
      originByPath.put(field.path(), old);
    }
  }
}
