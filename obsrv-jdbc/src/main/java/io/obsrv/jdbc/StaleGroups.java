package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.table.Rollup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Groups of an aggregate table that have to be made anew from the rows there are.
 *
 * @param dimensions the dimensions of each, by its key
 */
record StaleGroups(Map<String, List<@Nullable Object>> dimensions) {
  static final StaleGroups NONE = new StaleGroups(Map.of());

  Set<String> keys() {
    return dimensions.keySet();
  }

  boolean isEmpty() {
    return dimensions.isEmpty();
  }

  StaleGroups and(StaleGroups others) {
    Map<String, List<@Nullable Object>> all = new HashMap<>(dimensions);
    all.putAll(others.dimensions);
    return new StaleGroups(all);
  }

  /** All rows in these groups, and maybe some of others. */
  RowFilter rows(Layout layout, Rollup rollup) {
    return new RowFilter(layout.columns(), rollup.bounds(dimensions.values()));
  }
}
