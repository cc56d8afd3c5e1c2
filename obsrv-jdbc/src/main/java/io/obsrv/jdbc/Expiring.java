package io.obsrv.jdbc;

import com.google.common.collect.Lists;
import io.obsrv.event.Changes;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Removes what is past its retention, some of it in each transaction, alone by the lock of the
 * control row. Commits wait for a moment only: which rows these are was found before, and is looked
 * at again here. Used once, by one thread.
 */
final class Expiring {
  /** Of the rows that go in one transaction, so many are in memory at once. */
  private static final int CHUNK = 250;

  private final Session session;
  private final Expiry expiry;
  private final Layout layout;

  /** The groups of each table that have to be made anew from the rows that are left. */
  private final Map<Rollup, StaleGroups> stale = new HashMap<>();

  private Expiring(Session session, Expiry expiry) {
    this.session = session;
    this.expiry = expiry;
    layout = expiry.layout();
  }

  /** Removes rows that are due, and what is left of rows that were removed. */
  static Optional<ExpiredPart> step(Session session, Expiry expiry, Overdue overdue, Clock clock)
      throws SQLException {
    Optional<Control> control = lockIfDue(session, expiry, clock);
    return control.isPresent()
        ? Optional.of(new Expiring(session, expiry).step(control.get(), overdue))
        : Optional.empty();
  }

  /** Removes groups that their tables keep no longer, to be gone on with from the beginning. */
  static Optional<ExpiredPart> raise(Session session, Expiry expiry, Clock clock)
      throws SQLException {
    return lockIfDue(session, expiry, clock).isPresent()
        ? Optional.of(raise(session, expiry))
        : Optional.empty();
  }

  private static ExpiredPart raise(Session session, Expiry expiry) throws SQLException {
    int gone = 0;
    for (Rollup rollup : expiry.retained()) {
      Instant floor = rollup.floor(expiry.at()).orElseThrow();
      gone += Retained.raise(session, rollup, floor, Math.max(0, Overdue.ROWS - gone));
    }
    return new ExpiredPart(
        0, gone, gone < Overdue.ROWS ? OptionalLong.empty() : OptionalLong.of(0));
  }

  private static Optional<Control> lockIfDue(Session session, Expiry expiry, Clock clock) {
    Control control = Control.lock(session);
    control.refuseElsewhere(expiry.layout());
    return Optional.of(control).filter(locked -> isDueNow(session, locked, expiry, clock));
  }

  /** Asked under the lock of the control row. */
  static boolean isDueNow(Session session, Control control, Expiry expiry, Clock clock) {
    return control.liveVersion() == expiry.layout().version()
        && !LeaseRows.isLost(session, expiry.lease(), clock.instant());
  }

  private ExpiredPart step(Control control, Overdue overdue) throws SQLException {
    int gone = 0;
    for (List<Long> chunk : Lists.partition(overdue.rows(), CHUNK)) {
      gone += remove(chunk);
    }
    for (Map.Entry<Rollup, StaleGroups> table : stale.entrySet()) {
      GroupTable.recompute(session, layout, table.getKey(), table.getValue());
    }
    if (gone > 0) {
      Control.count(session, control.counters().minusRows(gone), control.lastQuarantine());
    }
    return new ExpiredPart(gone, 0, overdue.next());
  }

  /** Some of the rows may be gone by now. */
  private int remove(List<Long> sequences) throws SQLException {
    List<StoredRow> rows =
        RowTable.read(session, layout, StoredNames.of(session, Namespace.ROWS), sequences)
            .values()
            .stream()
            .filter(expiry::isDue)
            .toList();
    RowTable.remove(session, rows);
    Claims.apply(session, new Changes(Set.of(), List.of(), List.of(), rows));
    if (layout.upserts()) {
      UpsertKeys.forget(session, layout, rows);
      Removals.forget(session, sequences, expiry.before().orElseThrow());
    }
    List<Row> contents = GroupTable.contents(rows);
    for (Rollup rollup : layout.rollups()) {
      stale.merge(
          rollup, GroupTable.expire(session, rollup, contents, expiry.at()), StaleGroups::and);
    }
    return rows.size();
  }
}
