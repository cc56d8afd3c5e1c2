package io.obsrv.event;

import io.obsrv.dataset.DatasetVersion;
import io.obsrv.schema.Column;
import io.obsrv.schema.Schema;
import io.obsrv.schema.UnreadableValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where each version's columns are stored, found by going through the versions in the order they
 * were published: the same history gives the same places, in every store and after every restart. A
 * stored column never changes its type; a column that does gets another place, and one that is
 * renamed, or comes back, has the place it had. Used once, by one thread.
 */
final class ColumnHistory {
  /** So that a name with a number behind it fits into every database. */
  private static final int LONGEST_STEM = 48;

  private final Map<String, Line> lines = new HashMap<>();
  private Map<String, Line> present = Map.of();
  private final Set<String> places = new HashSet<>();

  /** The places of one column through all its names and types; the last is that of now. */
  private static final class Line {
    private final List<StoredColumn> places = new ArrayList<>();

    StoredColumn last() {
      return places.get(places.size() - 1);
    }

    Optional<StoredColumn> of(Column column) {
      return places.stream().filter(stored -> stored.column().hasTypeOf(column)).findFirst();
    }
  }

  /** The places of a version's columns, after those of the versions before it. */
  List<StoredColumn> next(DatasetVersion version) {
    return next(version.number(), version.definition().schema());
  }

  private List<StoredColumn> next(int version, Schema schema) {
    Map<String, Line> next = lines(schema);
    List<StoredColumn> stored = new ArrayList<>();
    for (Column column : schema.columns()) {
      stored.add(place(version, column, next.computeIfAbsent(column.name(), name -> new Line())));
    }
    present = next;
    lines.putAll(next);
    return stored;
  }

  /**
   * The lines that go on: of columns that keep their name first, then of those that were renamed,
   * then of those that come back.
   */
  private Map<String, Line> lines(Schema schema) {
    Map<String, Line> next = new LinkedHashMap<>();
    Set<Line> taken = new HashSet<>();
    for (Map<String, Line> from : List.of(present, lines)) {
      for (Column column : schema.columns()) {
        claim(column.name(), column.name(), from, next, taken);
      }
      for (Column column : schema.columns()) {
        column.aliases().forEach(alias -> claim(column.name(), alias, from, next, taken));
      }
    }
    return next;
  }

  private static void claim(
      String name, String former, Map<String, Line> from, Map<String, Line> next, Set<Line> taken) {
    Line line = from.get(former);
    if (line != null && !next.containsKey(name) && taken.add(line)) {
      next.put(name, line);
    }
  }

  private StoredColumn place(int version, Column column, Line line) {
    boolean isAdded = !lines.isEmpty() && !present.containsValue(line);
    Optional<Object> constant = isAdded ? defaultOf(column) : Optional.empty();
    if (line.places.isEmpty()) {
      String place = free(version, column.name());
      return add(line, new StoredColumn(place, column, constant.map(Refill.Constant::new)));
    }
    StoredColumn last = line.last();
    Optional<StoredColumn> same = line.of(column);
    if (same.isPresent() && same.get().place().equals(last.place())) {
      return new StoredColumn(last.place(), column, constant.map(Refill.Constant::new));
    }
    Refill converted = new Refill.Converted(last.place(), last.column(), constant);
    String place = same.map(StoredColumn::place).orElseGet(() -> free(version, column.name()));
    line.places.removeIf(stored -> stored.place().equals(place));
    return add(line, new StoredColumn(place, column, Optional.of(converted)));
  }

  private StoredColumn add(Line line, StoredColumn stored) {
    places.add(stored.place());
    line.places.add(stored);
    return stored;
  }

  private static Optional<Object> defaultOf(Column column) {
    try {
      return column.defaultValue().isPresent()
          ? Optional.ofNullable(column.read(column.defaultValue().get()))
          : Optional.empty();
    } catch (UnreadableValueException e) {
      throw new IllegalStateException("the default of '" + column.name() + "' was checked", e);
    }
  }

  /** The column's own name, or one that tells since when it is used. */
  private String free(int version, String name) {
    String place = name;
    String numbered = stem(name) + "~" + version;
    while (places.contains(place)) {
      place = place.equals(name) ? numbered : place + "~";
    }
    return place;
  }

  private static String stem(String name) {
    String stem = name;
    while (stem.getBytes(StandardCharsets.UTF_8).length > LONGEST_STEM) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem;
  }
}
