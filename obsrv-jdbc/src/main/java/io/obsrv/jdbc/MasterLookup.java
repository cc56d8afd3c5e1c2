package io.obsrv.jdbc;

import com.google.common.collect.Maps;
import io.obsrv.event.Layout;
import io.obsrv.event.Lookup;
import io.obsrv.event.RowsState;
import io.obsrv.event.StoredRow;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rows by their keys without holding back commits. Keys and rows are read one after the
 * other; if the dataset is the same before and after, nothing has changed in between.
 */
final class MasterLookup {
  /** Behind so many changes in a row, commits wait. */
  private static final int ATTEMPTS = 5;

  private MasterLookup() {}

  /** Reads without a lock; empty if the rows change again and again. */
  static Optional<Lookup> steady(Session session, Layout layout, Set<String> keys)
      throws SQLException {
    for (int i = 0; i < ATTEMPTS; i++) {
      RowsState before = Control.read(session).state();
      Map<String, StoredRow> rows = UpsertKeys.rows(session, layout, keys);
      if (Control.read(session).state().equals(before)) {
        return Optional.of(lookup(before, rows));
      }
    }
    return Optional.empty();
  }

  /** Reads while nobody writes. */
  static Lookup locked(Session session, Layout layout, Set<String> keys) throws SQLException {
    RowsState state = Control.lock(session).state();
    return lookup(state, UpsertKeys.rows(session, layout, keys));
  }

  private static Lookup lookup(RowsState state, Map<String, StoredRow> rows) {
    return new Lookup(state, Maps.transformValues(rows, StoredRow::row));
  }
}
