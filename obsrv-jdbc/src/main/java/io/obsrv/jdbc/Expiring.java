package io.obsrv.jdbc;

import io.obsrv.event.Changes;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredColumn;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Removes what is past its retention, some of it in each transaction, alone by the lock of the
 * control row, so that commits wait for a moment only. Used once, by one thread.
 */
final class Expiring {
  /** How many rows go in one transaction; of them, so many are in memory at once. */
  private static final int ROWS = 5_000;

  private static final int CHUNK = 250;

  private final Session session;
  private final Expiry expiry;
  private final Layout layout;

  /** The groups of each table that have to be made anew from the rows that are left. */
  private final Map<Rollup, Set<String>> recompute = new HashMap<>();

  private Expiring(Session session, Expiry expiry) {
    this.session = session;
    this.expiry = expiry;
    layout = expiry.layout();
  }

  static Optional<ExpiredPart> step(Session session, Expiry expiry, long after, Clock clock)
      throws SQLException {
    Control control = Control.lock(session);
    control.refuseElsewhere(expiry.layout());
    if (!isDueNow(session, control, expiry, clock)) {
      return Optional.empty();
    }
    return Optional.of(new Expiring(session, expiry).step(control, after));
  }

  /** Asked under the lock of the control row. */
  static boolean isDueNow(Session session, Control control, Expiry expiry, Clock clock) {
    return control.liveVersion() == expiry.layout().version()
        && !LeaseRows.isLost(session, expiry.lease(), clock.instant());
  }

  private ExpiredPart step(Control control, long after) throws SQLException {
    long groups = after == 0 ? begin() : 0;
    List<Long> due = due(after);
    for (int from = 0; from < due.size(); from += CHUNK) {
      remove(due.subList(from, Math.min(due.size(), from + CHUNK)));
    }
    for (Map.Entry<Rollup, Set<String>> table : recompute.entrySet()) {
      GroupTable.recompute(session, layout, table.getKey(), table.getValue());
    }
    if (!due.isEmpty()) {
      Control.count(session, control.counters().minusRows(due.size()), control.lastQuarantine());
    }
    return new ExpiredPart(
        due.size(),
        groups,
        due.size() < ROWS ? OptionalLong.empty() : OptionalLong.of(due.get(ROWS - 1)));
  }

  /** What does not belong to a row there is. */
  private long begin() throws SQLException {
    long groups = 0;
    for (Rollup rollup : expiry.retained()) {
      groups += Retained.raise(session, rollup, rollup.floor(expiry.at()).orElseThrow());
    }
    if (layout.upserts() && expiry.before().isPresent()) {
      Removals.forget(session, expiry.before().get());
    }
    return groups;
  }

  /** The numbers of rows that are due, some of them. */
  private List<Long> due(long after) throws SQLException {
    if (expiry.before().isEmpty()) {
      return List.of();
    }
    Instant before = expiry.before().get();
    Optional<String> time = expiry.timeColumn().map(c -> Identifiers.quote(c.place()));
    String age =
        time.map(
                column -> "(%s < ? or (%s is null and _received_at < ?))".formatted(column, column))
            .orElse("_received_at < ?");
    String sql =
        "select _seq from %s where _seq > ? and %s order by _seq limit %d"
            .formatted(session.space().table(Namespace.ROWS), age, ROWS);
    List<Long> due = new ArrayList<>();
    try (PreparedStatement statement = session.prepare(sql)) {
      int position = 1;
      statement.setLong(position++, after);
      if (time.isPresent()) {
        StoredColumn column = expiry.timeColumn().get();
        Values.bind(
            statement, position++, column.column().type(), expiry.timeBefore().orElseThrow());
      }
      Values.bind(statement, position, ColumnType.TIMESTAMP, before);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          due.add(rows.getLong(1));
        }
      }
    }
    return due;
  }

  private void remove(List<Long> sequences) throws SQLException {
    List<StoredRow> rows =
        List.copyOf(
            RowTable.read(session, layout, StoredNames.of(session, Namespace.ROWS), sequences)
                .values());
    RowTable.remove(session, rows);
    Claims.apply(session, new Changes(Set.of(), List.of(), List.of(), rows));
    if (layout.upserts()) {
      UpsertKeys.forget(session, sequences);
    }
    List<Row> contents = GroupTable.contents(rows);
    for (Rollup rollup : layout.rollups()) {
      recompute
          .computeIfAbsent(rollup, table -> new HashSet<>())
          .addAll(GroupTable.expire(session, rollup, contents, expiry.at()));
    }
  }
}
