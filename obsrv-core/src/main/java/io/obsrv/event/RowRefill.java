package io.obsrv.event;

import com.google.common.base.Ascii;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.schema.UnreadableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows that were stored before a version into rows of that version, and tells what
 * contradicts it: the pure part of bringing rows along, the same for every store. Immutable.
 */
public final class RowRefill {
  private static final int LONGEST = 60;

  private final List<ColumnRefill> columns = new ArrayList<>();
  private final List<StoredColumn> reads = new ArrayList<>();
  private final List<Integer> required;

  private RowRefill(Layout layout) {
    layout.columns().forEach(column -> reads.add(column.source()));
    for (StoredColumn target : layout.columns()) {
      int source = columns.size();
      int own = target.refill().isPresent() ? reads.size() : source;
      if (target.refill().isPresent()) {
        reads.add(target.withoutRefill());
      }
      columns.add(new ColumnRefill(target, source, own));
    }
    required = required(layout);
  }

  /**
   * How rows are brought along to a version.
   *
   * @param layout the version
   * @return how
   */
  public static RowRefill of(Layout layout) {
    return new RowRefill(layout);
  }

  /**
   * What is read of each row, in this order.
   *
   * @return the columns, where they are stored
   */
  public List<StoredColumn> reads() {
    return List.copyOf(reads);
  }

  /**
   * Whether rows have to be looked at.
   *
   * @return false if every row there is is one of the version already
   */
  public boolean isNeeded() {
    return reads.size() > columns.size() || !required.isEmpty();
  }

  /**
   * Makes a row into one of the version. A value that it cannot hold is null.
   *
   * @param raw the row, with the values of {@link #reads()}
   * @param contradictions is told what the version cannot hold
   * @return the row with the version's columns
   */
  public StoredRow refill(StoredRow raw, Contradictions contradictions) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = columns.get(i).value(raw.row());
      } catch (UnreadableValueException e) {
        contradictions.add(path(i), unfit(i), example(raw, i));
      }
    }
    for (int i : required) {
      if (values[i] == null) {
        contradictions.add(path(i), "has no value, must have one", example(raw, i));
      }
    }
    return raw.with(new Row(values));
  }

  private String unfit(int index) {
    return "is stored as %s, cannot be %s"
        .formatted(
            reads.get(index).column().typeLabel(),
            columns.get(index).target().column().typeLabel());
  }

  private String path(int index) {
    return "schema/" + columns.get(index).target().column().name();
  }

  private static String example(StoredRow raw, int index) {
    String value = String.valueOf(raw.row().value(index));
    return "row %d (%s)".formatted(raw.sequence(), Ascii.truncate(value, LONGEST, "…"));
  }

  /** The columns that must have a value now, and did not have to have one before. */
  private static List<Integer> required(Layout layout) {
    if (layout.previous().isEmpty()) {
      return List.of();
    }
    Schema before = layout.previous().get().definition().schema();
    List<Column> columns = layout.definition().schema().columns();
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).required())
        .filter(i -> before.column(columns.get(i).name()).filter(Column::required).isEmpty())
        .boxed()
        .toList();
  }
}
