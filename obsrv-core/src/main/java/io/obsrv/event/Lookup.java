package io.obsrv.event;

import io.obsrv.schema.Row;
import java.util.Map;

/**
 * Rows found by their keys, as of one moment.
 *
 * @param state what the rows of the dataset were at that moment
 * @param rows the rows by key, without those that are not there
 */
public record Lookup(RowsState state, Map<String, Row> rows) {
  /** Copies the map. */
  public Lookup {
    rows = Map.copyOf(rows);
  }
}
