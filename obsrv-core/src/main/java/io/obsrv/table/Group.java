package io.obsrv.table;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.schema.Column;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One group of an aggregate table: its dimensions and what is remembered of its rows. Mutable, for
 * one thread.
 */
public final class Group {
  private final List<@Nullable Object> dimensions;
  private final List<Accumulator> accumulators;
  private final Optional<Column> mark;
  private @Nullable String key;
  private long rows;
  private boolean isFrozen;

  Group(List<@Nullable Object> dimensions, List<Accumulator> accumulators, Optional<Column> mark) {
    this.dimensions = dimensions;
    this.accumulators = accumulators;
    this.mark = mark;
  }

  /**
   * The text by which the group is found in a store.
   *
   * @return equal for equal dimensions
   */
  public String key() {
    String text = key;
    if (text == null) {
      text = KeyText.of(dimensions);
      key = text;
    }
    return text;
  }

  /** The group, whose key has been found before. */
  Group knownBy(String text) {
    key = text;
    return this;
  }

  /**
   * Adds what another group of the same dimensions and table remembers.
   *
   * @param other the other
   */
  public void merge(Group other) {
    rows += other.rows;
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).merge(other.accumulators.get(i));
    }
  }

  /**
   * Takes away what another group of the same dimensions and table remembers of rows that were
   * added before.
   *
   * @param other the other
   */
  void subtract(Group other) {
    rows -= other.rows;
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).subtract(other.accumulators.get(i));
    }
  }

  /**
   * Whether it remembers what its rows are.
   *
   * @return false if a least or greatest value left and none as far came, so that the group has to
   *     be made anew from its rows
   */
  boolean isExact() {
    return accumulators.stream().allMatch(Accumulator::isExact);
  }

  /**
   * Whether any row is in it.
   *
   * @return false for a group that its table does not have
   */
  public boolean isEmpty() {
    return rows == 0;
  }

  /** Keeps it as it is while its rows go. Its table has a retention of its own. */
  public void freeze() {
    isFrozen = true;
  }

  /**
   * Whether rows of its bucket have gone.
   *
   * @return true if it does not change any more
   */
  public boolean isFrozen() {
    return isFrozen;
  }

  /**
   * The group as a row of its table.
   *
   * @return dimensions, then measures, then, in a table with a retention of its own, whether it is
   *     frozen
   */
  public Row row() {
    List<@Nullable Object> values = new ArrayList<>(dimensions);
    accumulators.forEach(accumulator -> values.add(accumulator.result(rows)));
    mark.ifPresent(column -> values.add(isFrozen));
    return new Row(values.toArray());
  }

  /**
   * All that is remembered of the rows, for {@link Rollup#restore}.
   *
   * @return a JSON array
   */
  public String state() {
    StringBuilder json = new StringBuilder().append('[').append(rows);
    for (Accumulator accumulator : accumulators) {
      String text = accumulator.state();
      json.append(',');
      if (text == null) {
        json.append("null");
      } else {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
      }
    }
    return json.append(']').toString();
  }

  /**
   * The values that its rows share.
   *
   * @return in the order of the table's columns, the bucket last
   */
  public List<@Nullable Object> dimensions() {
    return dimensions;
  }

  void add(List<@Nullable Object> inputs) {
    rows++;
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).add(inputs.get(i));
    }
  }

  void restore(String state) {
    JsonNode array = JsonText.parse(state);
    rows = array.get(0).longValue();
    for (int i = 0; i < accumulators.size(); i++) {
      if (!array.get(i + 1).isNull()) {
        accumulators.get(i).restore(array.get(i + 1).textValue());
      }
    }
  }
}
