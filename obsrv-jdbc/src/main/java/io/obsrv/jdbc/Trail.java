package io.obsrv.jdbc;

import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineEntry;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** What happened to records in quarantine. */
final class Trail {
  private Trail() {}

  /** They are numbered in their order. */
  static void add(Session session, List<QuarantineEntry> entries) throws SQLException {
    TableWriter.into(session.space().table("_trail"))
        .column("record", SqlType.BIGINT)
        .column("at", SqlType.TIMESTAMP)
        .column("actor", SqlType.TEXT)
        .column("action", SqlType.TEXT)
        .column("detail", SqlType.TEXT)
        .add(
            session,
            entries,
            entry ->
                new Object[] {
                  entry.record(), entry.at(), entry.actor(), entry.action().name(), entry.detail()
                });
  }

  static List<QuarantineEntry> read(Session session, long record) {
    return session
        .query(
            """
            select record, at, actor, action, detail from <schema>._trail
            where record = :record order by entry
            """)
        .bind("record", record)
        .map(
            (row, context) ->
                new QuarantineEntry(
                    row.getLong("record"),
                    Objects.requireNonNull(Values.instant(row, row.findColumn("at"))),
                    row.getString("actor"),
                    QuarantineAction.valueOf(row.getString("action")),
                    row.getString("detail")))
        .list();
  }
}
