package io.obsrv.jdbc;

import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.LeaseName;
import io.obsrv.event.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What each connector is doing, or was told to do, and by whom. */
final class Runs {
  private Runs() {}

  static Optional<ConnectorRun> find(Session session, String connector) {
    return session
        .query("select state, error, changed_at from <schema>._connectors where name = :name")
        .bind("name", connector)
        .map((row, context) -> read(row))
        .findOne();
  }

  static Map<String, ConnectorRun> all(Session session) {
    Map<String, ConnectorRun> runs = new HashMap<>();
    try (Stream<Map.Entry<String, ConnectorRun>> rows =
        session
            .query("select name, state, error, changed_at from <schema>._connectors")
            .map((row, context) -> Map.entry(row.getString("name"), read(row)))
            .stream()) {
      rows.forEach(run -> runs.put(run.getKey(), run.getValue()));
    }
    return runs;
  }

  private static ConnectorRun read(ResultSet row) throws SQLException {
    return new ConnectorRun(
        RunState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("error")),
        Objects.requireNonNull(Values.instant(row, row.findColumn("changed_at"))));
  }

  static void put(Session session, String connector, ConnectorRun run) {
    Control.lock(session);
    session
        .update("delete from <schema>._connectors where name = :name")
        .bind("name", connector)
        .execute();
    session
        .update(
            """
            insert into <schema>._connectors (name, state, error, changed_at)
            values (:name, :state, :error, :changedAt)
            """)
        .bind("name", connector)
        .bind("state", run.state().name())
        .bind("error", run.error().orElse(null))
        .bind("changedAt", Values.utc(run.changedAt()))
        .execute();
  }

  /** Under the lock of the control row, under which leases are given. */
  static boolean failed(
      Session session, String connector, ConnectorRun run, String holder, Instant at) {
    Control.lock(session);
    if (find(session, connector).filter(ConnectorRun::isToldToRest).isPresent()
        || LeaseRows.isAnyTaken(session, LeaseName.prefix(connector), holder, at)) {
      return false;
    }
    put(session, connector, run);
    return true;
  }

  static boolean replace(Session session, String connector, ConnectorRun from, ConnectorRun to) {
    Control.lock(session);
    if (find(session, connector).filter(from::equals).isEmpty()) {
      return false;
    }
    put(session, connector, to);
    return true;
  }

  static void add(Session session, ConnectorEntry entry) {
    session
        .update(
            """
            insert into <schema>._connector_trail (connector, at, actor, action, detail)
            values (:connector, :at, :actor, :action, :detail)
            """)
        .bind("connector", entry.connector())
        .bind("at", Values.utc(entry.at()))
        .bind("actor", entry.actor())
        .bind("action", entry.action().name())
        .bind("detail", entry.detail())
        .execute();
  }

  static List<ConnectorEntry> trail(Session session, String connector) {
    return session
        .query(
            """
            select connector, at, actor, action, detail from <schema>._connector_trail
            where connector = :connector order by entry
            """)
        .bind("connector", connector)
        .map(
            (row, context) ->
                new ConnectorEntry(
                    row.getString("connector"),
                    Objects.requireNonNull(Values.instant(row, row.findColumn("at"))),
                    row.getString("actor"),
                    ConnectorAction.valueOf(row.getString("action")),
                    row.getString("detail")))
        .list();
  }
}
