package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveRows;
import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.Layout;
import io.obsrv.event.Origin;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset, with the columns of all its versions. A stored row is never changed, only
 * replaced; one that is shorter has null in the columns that came later. Guarded by the lock of its
 * dataset.
 */
final class MemoryRows {
  private final SortedMap<Long, StoredRow> rows = new TreeMap<>();
  private final MemoryColumns columns;

  MemoryRows(MemoryColumns columns) {
    this.columns = columns;
  }

  void add(Commit commit, Collection<Placed> added) {
    int[] positions = columns.positions(commit.layout().columns());
    for (Placed placed : added) {
      Candidate candidate = placed.candidate();
      Origin origin = commit.arrival().origin(candidate.index());
      @Nullable Object[] values = new @Nullable Object[columns.width()];
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
  void replace(List<StoredColumn> written, List<StoredRow> changed) {
    int[] positions = columns.positions(written);
    for (StoredRow row : changed) {
      List<@Nullable Object> present =
          Objects.requireNonNull(rows.get(row.sequence())).row().values();
      @Nullable Object[] values = Arrays.copyOf(present.toArray(), columns.width());
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

  /** What is in all rows, in their order. */
  List<Row> contents(Layout layout) {
    return read(layout).stream().map(StoredRow::row).toList();
  }

  /** All rows in their order, with the values of some columns. */
  List<StoredRow> read(List<StoredColumn> wanted) {
    int[] positions = columns.positions(wanted);
    return rows.values().stream().map(row -> read(row, positions)).toList();
  }

  /** The rows with a higher number, in their order. */
  List<StoredRow> behind(Layout layout, long sequence) {
    int[] positions = columns.positions(layout.columns());
    return rows.tailMap(sequence + 1).values().stream().map(row -> read(row, positions)).toList();
  }

  /** The rows of some numbers, without those that are not there. */
  Map<Long, StoredRow> read(Layout layout, Collection<Long> sequences) {
    int[] positions = columns.positions(layout.columns());
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
    List<StoredColumn> published = columns.published();
    ArchiveRows archive = new ArchiveRows(published);
    int[] positions = columns.positions(published);
    return Stream.concat(
        archive.places().stream(),
        List.copyOf(rows.values()).stream().map(row -> archive.entry(read(row, positions))));
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
}
