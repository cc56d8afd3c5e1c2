package io.obsrv.storage;

import io.obsrv.error.Problem;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveRows;
import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.Layout;
import io.obsrv.event.Origin;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredColumns;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset, with the columns of all its versions. A stored row is never changed, only
 * replaced: columns are added behind the others, and a row that is shorter has null there. Guarded
 * by the lock of its dataset.
 */
final class MemoryRows {
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> unpublished = new HashSet<>();
  private final SortedMap<Long, StoredRow> rows = new TreeMap<>();
  private int width;

  /** A stored column, and the position of its values in the rows. */
  private record Place(StoredColumn column, int position) {}

  List<Problem> problems(Layout layout) {
    return new StoredColumns(
            stored().columns().stream().filter(c -> !unpublished.contains(c.place())).toList())
        .problems(layout);
  }

  /** Forgets the columns of a version that was never published. */
  void abandon() {
    places.keySet().removeAll(unpublished);
    unpublished.clear();
  }

  void addColumns(Layout layout) {
    for (StoredColumn column : stored().additions(layout)) {
      places.put(column.place(), new Place(column, width++));
      unpublished.add(column.place());
    }
  }

  boolean hasColumnsOf(Layout layout) {
    return stored().additions(layout).isEmpty();
  }

  /** What was prepared is there to stay. */
  void publish() {
    unpublished.clear();
  }

  private StoredColumns stored() {
    return new StoredColumns(places.values().stream().map(Place::column).toList());
  }

  void add(Commit commit, Collection<Placed> added) {
    int[] positions = positions(commit.layout().columns());
    for (Placed placed : added) {
      Candidate candidate = placed.candidate();
      Origin origin = commit.arrival().origin(candidate.index());
      @Nullable Object[] values = new @Nullable Object[width];
      for (int i = 0; i < positions.length; i++) {
        values[positions[i]] = candidate.row().value(i);
      }
      rows.put(
          placed.sequence(),
          new StoredRow(
              placed.sequence(),
              origin.receivedAt(),
              commit.layout().version(),
              origin.source(),
              new Row(values),
              candidate.extra()));
    }
  }

  /** Writes rows that were read before, in the columns of a version. */
  void replace(List<StoredColumn> columns, List<StoredRow> changed) {
    int[] positions = positions(columns);
    for (StoredRow row : changed) {
      List<@Nullable Object> present =
          Objects.requireNonNull(rows.get(row.sequence())).row().values();
      @Nullable Object[] values = Arrays.copyOf(present.toArray(), width);
      for (int i = 0; i < positions.length; i++) {
        values[positions[i]] = row.row().value(i);
      }
      rows.put(
          row.sequence(),
          new StoredRow(
              row.sequence(),
              row.receivedAt(),
              row.version(),
              row.source(),
              new Row(values),
              row.extra()));
    }
  }

  void remove(Collection<StoredRow> removed) {
    removed.forEach(row -> rows.remove(row.sequence()));
  }

  /** All rows in their order. */
  List<StoredRow> read(Layout layout) {
    return read(layout.columns());
  }

  /** All rows in their order, with the values of some columns. */
  List<StoredRow> read(List<StoredColumn> columns) {
    int[] positions = positions(columns);
    return rows.values().stream().map(row -> read(row, positions)).toList();
  }

  /** The rows with a higher number, in their order. */
  List<StoredRow> behind(Layout layout, long sequence) {
    int[] positions = positions(layout.columns());
    return rows.tailMap(sequence + 1).values().stream().map(row -> read(row, positions)).toList();
  }

  /** The rows of some numbers, without those that are not there. */
  Map<Long, StoredRow> read(Layout layout, Collection<Long> sequences) {
    int[] positions = positions(layout.columns());
    Map<Long, StoredRow> found = new HashMap<>();
    for (long sequence : sequences) {
      StoredRow row = rows.get(sequence);
      if (row != null) {
        found.put(sequence, read(row, positions));
      }
    }
    return found;
  }

  /** The columns of versions that were published, and the rows. */
  Stream<ArchiveEntry> entries() {
    List<StoredColumn> columns =
        stored().columns().stream().filter(c -> !unpublished.contains(c.place())).toList();
    ArchiveRows archive = new ArchiveRows(columns);
    int[] positions = positions(columns);
    return Stream.concat(
        archive.places().stream(),
        List.copyOf(rows.values()).stream().map(row -> archive.entry(read(row, positions))));
  }

  /** Makes the columns of rows that are restored, as the only ones there are. */
  void restore(List<StoredColumn> columns) {
    columns.forEach(column -> places.put(column.place(), new Place(column, width++)));
  }

  /** Adds a row that has a value for every column there is. */
  void restore(StoredRow row) {
    rows.put(row.sequence(), row);
  }

  private static StoredRow read(StoredRow row, int[] positions) {
    @Nullable Object[] values = new @Nullable Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      boolean isStored = positions[i] >= 0 && positions[i] < row.row().size();
      values[i] = isStored ? row.row().value(positions[i]) : null;
    }
    return new StoredRow(
        row.sequence(),
        row.receivedAt(),
        row.version(),
        row.source(),
        new Row(values),
        row.extra());
  }

  /** The rows that keys lead to, without those that are gone. */
  Map<String, Row> byKey(Layout layout, Map<String, Long> sequences) {
    Map<Long, StoredRow> present = read(layout, sequences.values());
    Map<String, Row> found = new HashMap<>();
    sequences.forEach(
        (key, sequence) ->
            Optional.ofNullable(present.get(sequence)).ifPresent(row -> found.put(key, row.row())));
    return found;
  }

  /** Where values are in the rows; -1 for a column that is not stored. */
  private int[] positions(List<StoredColumn> columns) {
    return columns.stream()
        .mapToInt(
            column -> {
              Place place = places.get(column.place());
              return place == null ? -1 : place.position();
            })
        .toArray();
  }
}
