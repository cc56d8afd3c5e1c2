package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was seen of the fields of one object. Mutable, for one thread. */
final class ObjectStats {
  private static final int MAX_DEPTH = 20;

  /** More different names than this are data rather than fields. */
  private static final int MAX_NAMES = 200;

  private final List<String> path;
  private final Observation seen;
  private final Map<String, FieldStats> fields = new LinkedHashMap<>();
  private long count;
  private long leftOut;
  private @Nullable String whyFree;

  ObjectStats(List<String> path, Observation seen) {
    this.path = path;
    this.seen = seen;
    this.whyFree =
        path.size() < MAX_DEPTH ? null : "it is nested in " + MAX_DEPTH + " other objects";
  }

  void add(JsonNode object) {
    count++;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      field(field.getKey()).ifPresent(stats -> stats.add(field.getValue()));
    }
  }

  void addCells(Map<String, String> cells) {
    count++;
    cells.forEach(
        (name, text) ->
            field(name).filter(stats -> !text.isEmpty()).ifPresent(stats -> stats.addCell(text)));
  }

  private Optional<FieldStats> field(String name) {
    FieldStats known = fields.get(name);
    if (known != null || whyFree != null) {
      return Optional.ofNullable(known);
    }
    if (!StorableText.isStorable(name) || (isRoot() && fields.size() == Observation.MAX_COLUMNS)) {
      leftOut++;
      return Optional.empty();
    }
    if (!isRoot() && fields.size() == MAX_NAMES) {
      free("it has more than " + MAX_NAMES + " different fields");
      return Optional.empty();
    }
    if (!isRoot() && !seen.takeNestedField()) {
      free("there are more than %,d columns".formatted(Observation.MAX_COLUMNS));
      return Optional.empty();
    }
    List<String> fieldPath = new ArrayList<>(path);
    fieldPath.add(name);
    FieldStats field = new FieldStats(fieldPath, seen);
    fields.put(name, field);
    return Optional.of(field);
  }

  /** Gives up looking into the object. */
  private void free(String reason) {
    seen.returnNestedFields(size());
    fields.clear();
    whyFree = reason;
  }

  /**
   * Turns the objects that hold the most columns into one column each, until there are few enough.
   */
  void limitColumns() {
    while (columns() > Observation.MAX_COLUMNS) {
      fields.values().stream()
          .filter(FieldStats::isNested)
          .max(Comparator.comparingInt(FieldStats::columns))
          .orElseThrow()
          .object
          .free("there are more than %,d columns".formatted(Observation.MAX_COLUMNS));
    }
  }

  boolean isFlattened() {
    return !fields.isEmpty();
  }

  Collection<FieldStats> fields() {
    return Collections.unmodifiableCollection(fields.values());
  }

  /** Whether every object had the field, with a value. */
  boolean always(FieldStats field) {
    return field.values() == count && !field.hasNull();
  }

  int columns() {
    return fields.values().stream().mapToInt(FieldStats::columns).sum();
  }

  long count() {
    return count;
  }

  /** Occurrences of fields that are not looked at. */
  long leftOut() {
    return leftOut;
  }

  Optional<String> whyFree() {
    return Optional.ofNullable(whyFree);
  }

  private boolean isRoot() {
    return path.isEmpty();
  }

  private int size() {
    return fields.values().stream().mapToInt(field -> 1 + field.object.size()).sum();
  }
}
