package io.obsrv.jdbc;

import io.obsrv.event.ConnectorRun;
import io.obsrv.event.RunState;
import java.util.Objects;
import java.util.Optional;

/** What each connector is doing, or was told to do. */
final class Runs {
  private Runs() {}

  static Optional<ConnectorRun> find(Session session, String connector) {
    return session
        .query("select state, error, changed_at from <schema>._connectors where name = :name")
        .bind("name", connector)
        .map(
            (row, context) ->
                new ConnectorRun(
                    RunState.valueOf(row.getString("state")),
                    Optional.ofNullable(row.getString("error")),
                    Objects.requireNonNull(Values.instant(row, row.findColumn("changed_at")))))
        .findOne();
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
}
