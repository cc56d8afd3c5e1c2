package io.obsrv.storage;

import io.obsrv.error.Problem;
import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredColumns;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset, with the columns of all its versions. A stored row is never changed:
 * columns are only added behind the others, and a row that is shorter has null there. Guarded by
 * the lock of its dataset.
 */
final class MemoryRows {
  private final List<Column> columns = new ArrayList<>();
  private final List<StoredRow> rows = new ArrayList<>();

  List<Problem> problems(Layout layout) {
    return new StoredColumns(columns).problems(layout);
  }

  void addColumns(Layout layout) {
    columns.addAll(new StoredColumns(columns).additions(layout));
  }

  boolean hasColumnsOf(Layout layout) {
    return new StoredColumns(columns).additions(layout).isEmpty();
  }

  void add(Commit commit, List<Candidate> accepted) {
    int[] positions = positions(commit.layout().definition().schema());
    for (Candidate candidate : accepted) {
      @Nullable Object[] values = new @Nullable Object[columns.size()];
      for (int i = 0; i < positions.length; i++) {
        values[positions[i]] = candidate.row().value(i);
      }
      rows.add(
          new StoredRow(
              rows.size() + 1L,
              commit.receivedAt(),
              commit.layout().version(),
              commit.source(),
              new Row(values),
              candidate.extra()));
    }
  }

  List<StoredRow> read(Layout layout) {
    int[] positions = positions(layout.definition().schema());
    return rows.stream().map(row -> read(row, positions)).toList();
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
