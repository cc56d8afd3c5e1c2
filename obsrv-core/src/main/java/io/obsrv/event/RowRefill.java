package io.obsrv.event;

import io.obsrv.schema.Evolution;
import io.obsrv.schema.Row;
import io.obsrv.schema.UnreadableValueException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows that were stored before a version into rows of that version, and tells what
 * contradicts it: the pure part of bringing rows along, the same for every store. Immutable.
 */
public final class RowRefill {
  private final List<ColumnRefill> columns = new ArrayList<>();
  private final List<StoredColumn> reads = new ArrayList<>();
  private final Optional<Evolution> evolution;
  private final boolean holdsStored;
  private final int gone;

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
    holdsStored = layout.definition().compatibility().holdsStored();
    gone = reads.size();
    reads.addAll(gone(layout));
    evolution =
        layout
            .previous()
            .map(
                before ->
                    Evolution.between(before.definition().schema(), layout.definition().schema()));
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

  /** The columns of the version before that the next one does not have. */
  private List<StoredColumn> gone(Layout layout) {
    Set<String> places = new HashSet<>();
    reads.forEach(column -> places.add(column.place()));
    return layout.previous().stream()
        .flatMap(before -> before.columns().stream())
        .filter(column -> !places.contains(column.place()))
        .map(StoredColumn::withoutRefill)
        .toList();
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
    return reads.size() > columns.size()
        || (holdsStored && evolution.filter(Evolution::isContradictable).isPresent());
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
    Set<String> told = new HashSet<>();
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = columns.get(i).value(raw.row());
      } catch (UnreadableValueException e) {
        String name = columns.get(i).target().column().name();
        told.add(name);
        contradictions.add(path(name), raw, String.valueOf(e.getMessage()));
      }
    }
    for (int i = gone; i < reads.size(); i++) {
      if (raw.row().value(i) != null) {
        contradictions.add(
            path(reads.get(i).column().name()), raw, "has a value, but the field is gone");
      }
    }
    giveDefaults(values);
    Row row = new Row(values);
    evolution
        .filter(step -> holdsStored)
        .ifPresent(
            step ->
                step.contradictions(row).stream()
                    .filter(found -> told.add(found.column()))
                    .forEach(
                        found -> contradictions.add(path(found.column()), raw, found.message())));
    return raw.with(row);
  }

  private void giveDefaults(@Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      StoredColumn target = columns.get(i).target();
      Optional<Object> given = target.refill().flatMap(Refill::given);
      if (values[i] == null
          && given.isPresent()
          && evolution.filter(step -> step.givesDefault(target.column(), values)).isPresent()) {
        values[i] = given.get();
      }
    }
  }

  private static String path(String column) {
    return "schema/" + column;
  }
}
