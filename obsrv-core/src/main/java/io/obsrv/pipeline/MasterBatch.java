package io.obsrv.pipeline;

import io.obsrv.event.Layout;
import io.obsrv.schema.Row;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a master dataset that were asked for. They stay as they are: whoever made the map
 * changes it no more.
 *
 * @param layout the master's live version, which the rows are in the columns of; empty if there is
 *     none
 * @param rows the rows that were found, by their keys
 */
public record MasterBatch(Optional<Layout> layout, Map<String, Row> rows) {
  /** Lets nobody change the map. */
  public MasterBatch {
    rows = Collections.unmodifiableMap(rows);
  }

  /**
   * No row.
   *
   * @return an empty batch
   */
  public static MasterBatch nothing() {
    return new MasterBatch(Optional.empty(), Map.of());
  }
}
