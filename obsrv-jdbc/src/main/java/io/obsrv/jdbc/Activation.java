package io.obsrv.jdbc;

import com.google.common.collect.Sets;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.RowRefill;
import io.obsrv.event.StoredRow;
import io.obsrv.event.UniqueRule;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupChange;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a version the live one. Commits wait on the control row meanwhile, so that its rows, keys,
 * new aggregate tables and unique values are exactly those that were stored under the versions
 * before; a crash leaves the version before wholly live. Used once, by one thread.
 */
final class Activation {
  private final Session session;
  private final Layout layout;
  private final Set<String> maintained;
  private final Backfill done;
  private final boolean isIntact;

  private Activation(Session session, Layout layout, Control control) {
    this.session = session;
    this.layout = layout;
    maintained = maintained(session);
    done = Backfill.lock(session, layout).orElse(new Backfill(0, -1));
    isIntact = done.upTo() > 0 && done.removed() == control.removed();
  }

  static boolean activate(Session session, Layout layout, OnContradiction policy, Hold hold)
      throws SQLException {
    Control control = Control.lock(session);
    hold.require();
    control.refuseElsewhere(layout);
    if (control.liveVersion() != layout.version()) {
      new Activation(session, layout, control).publish(policy);
    }
    Control.switchTo(session, layout.version());
    return true;
  }

  private void publish(OnContradiction policy) throws SQLException {
    policy.decide(layout, Retained.losses(session, layout));
    bringAlong(policy);
    Set<String> next = new HashSet<>();
    for (Rollup rollup : layout.rollups()) {
      String table = Namespace.tableOf(rollup);
      next.add(table);
      if (!maintained.contains(table) && !isIntact) {
        fill(rollup);
      }
    }
    for (UniqueRule rule : UniqueRule.all(layout.definition())) {
      next.add(rule.marker());
      if (!maintained.contains(rule.marker())) {
        Claims.fill(session, layout, rule);
      }
    }
    if (layout.rekeys()) {
      Rekeying.run(session, layout);
    }
    if (layout.retimes()) {
      Rekeying.retime(session, layout);
    }
    maintain(session, next);
    ColumnRows.publish(session);
    Backfill.end(session);
  }

  /** The rows that came since the backfill. */
  private void bringAlong(OnContradiction policy) throws SQLException {
    RowRefill refill = RowRefill.of(layout);
    boolean isFresh = layout.rollups().stream().anyMatch(this::isFresh);
    if (!refill.isNeeded() && !(isIntact && isFresh)) {
      return;
    }
    RowTable.each(
        session,
        refill.reads(),
        done.upTo(),
        raw -> {
          List<StoredRow> rows = Backfill.take(session, layout, refill, raw, policy);
          for (Rollup rollup : layout.rollups()) {
            if (isIntact && isFresh(rollup)) {
              add(rollup, rows);
            }
          }
        });
  }

  private boolean isFresh(Rollup rollup) {
    return !maintained.contains(Namespace.tableOf(rollup));
  }

  private void fill(Rollup rollup) throws SQLException {
    session.execute("delete from " + GroupTable.table(session, rollup));
    RowTable.each(session, layout, rows -> add(rollup, rows));
  }

  private void add(Rollup rollup, List<StoredRow> rows) throws SQLException {
    StaleGroups unused =
        GroupTable.change(session, RollupChange.of(rollup, GroupTable.contents(rows), List.of()));
  }

  /**
   * The tables and unique values that commits keep up to date; what else there is may lack rows.
   */
  static Set<String> maintained(Session session) {
    return new HashSet<>(
        session.query("select name from <schema>._tables").mapTo(String.class).list());
  }

  static void maintain(Session session, Set<String> tables) {
    Set<String> present = maintained(session);
    for (String table : Sets.difference(present, tables)) {
      session
          .update("delete from <schema>._tables where name = :name")
          .bind("name", table)
          .execute();
    }
    for (String table : Sets.difference(tables, present)) {
      session
          .update("insert into <schema>._tables (name) values (:name)")
          .bind("name", table)
          .execute();
    }
  }
}
