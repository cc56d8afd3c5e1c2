package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.UniqueRule;
import io.obsrv.table.Rollup;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a version the live one. Commits wait on the control row meanwhile, so that its new
 * aggregate tables and unique values are filled from exactly the rows that were stored under the
 * versions before; a crash leaves the version before wholly live.
 */
final class Activation {
  private Activation() {}

  static boolean activate(Session session, Layout layout) throws SQLException {
    Control.lock(session);
    Set<String> maintained = maintained(session);
    Set<String> next = new HashSet<>();
    for (Rollup rollup : layout.rollups()) {
      String table = Namespace.tableOf(rollup);
      next.add(table);
      if (!maintained.contains(table)) {
        fill(session, layout, rollup);
      }
    }
    for (UniqueRule rule : UniqueRule.all(layout.definition())) {
      next.add(rule.marker());
      if (!maintained.contains(rule.marker())) {
        Claims.fill(session, layout, rule);
      }
    }
    maintain(session, next);
    Control.switchTo(session, layout.version());
    return true;
  }

  private static void fill(Session session, Layout layout, Rollup rollup) throws SQLException {
    session.execute("delete from " + GroupTable.table(session, rollup));
    RowTable.each(
        session,
        layout,
        rows -> GroupTable.change(session, rollup, GroupTable.contents(rows), List.of()));
  }

  /**
   * The tables and unique values that commits keep up to date; what else there is may lack rows.
   */
  private static Set<String> maintained(Session session) {
    return new HashSet<>(
        session.query("select name from <schema>._tables").mapTo(String.class).list());
  }

  private static void maintain(Session session, Set<String> tables) {
    session.update("delete from <schema>._tables").execute();
    for (String table : tables) {
      session
          .update("insert into <schema>._tables (name) values (:name)")
          .bind("name", table)
          .execute();
    }
  }
}
