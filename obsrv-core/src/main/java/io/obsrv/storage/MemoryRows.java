package io.obsrv.storage;

import io.obsrv.error.Problem;
import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.Layout;
import io.obsrv.event.Origin;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredColumns;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset, with the columns of all its versions. A stored row is never changed, only
 * replaced: columns are added behind the others, and a row that is shorter has null there. Guarded
 * by the lock of its dataset.
 */
final class MemoryRows {
  private final List<Column> columns = new ArrayList<>();
  private final SortedMap<Long, StoredRow> rows = new TreeMap<>();

  List<Problem> problems(Layout layout) {
    return new StoredColumns(columns).problems(layout);
  }

  void addColumns(Layout layout) {
    columns.addAll(new StoredColumns(columns).additions(layout));
  }

  boolean hasColumnsOf(Layout layout) {
    return new StoredColumns(columns).additions(layout).isEmpty();
  }

  void add(Commit commit, Collection<Placed> added) {
    int[] positions = positions(commit.layout().definition().schema());
    for (Placed placed : added) {
      Candidate candidate = placed.candidate();
      Origin origin = commit.arrival().origin(candidate.index());
      @Nullable Object[] values = new @Nullable Object[columns.size()];
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

  void remove(Collection<StoredRow> removed) {
    removed.forEach(row -> rows.remove(row.sequence()));
  }

  /** All rows in their order. */
  List<StoredRow> read(Layout layout) {
    int[] positions = positions(layout.definition().schema());
    return rows.values().stream().map(row -> read(row, positions)).toList();
  }

  /** The rows with a higher number, in their order. */
  List<StoredRow> behind(Layout layout, long sequence) {
    int[] positions = positions(layout.definition().schema());
    return rows.tailMap(sequence + 1).values().stream().map(row -> read(row, positions)).toList();
  }

  /** The rows of some numbers, without those that are not there. */
  Map<Long, StoredRow> read(Layout layout, Collection<Long> sequences) {
    int[] positions = positions(layout.definition().schema());
    Map<Long, StoredRow> found = new HashMap<>();
    for (long sequence : sequences) {
      StoredRow row = rows.get(sequence);
      if (row != null) {
        found.put(sequence, read(row, positions));
      }
    }
    return found;
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

  /** Where the columns of a schema are stored; -1 for one that is not. */
  private int[] positions(Schema schema) {
    List<String> names = columns.stream().map(Column::name).toList();
    return schema.columns().stream().mapToInt(column -> names.indexOf(column.name())).toArray();
  }
}
