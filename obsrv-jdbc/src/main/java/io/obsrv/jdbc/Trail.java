package io.obsrv.jdbc;

import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineEntry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** What happened to records in quarantine. */
final class Trail {
  private Trail() {}

  static void add(Session session, List<QuarantineEntry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    String sql =
        "insert into %s (record, at, actor, action, detail) values (?, ?, ?, ?, ?)"
            .formatted(session.space().table("_trail"));
    try (Batch batch = new Batch(session.prepare(sql))) {
      for (QuarantineEntry entry : entries) {
        PreparedStatement statement = batch.statement();
        statement.setLong(1, entry.record());
        statement.setObject(2, Values.utc(entry.at()));
        statement.setString(3, entry.actor());
        statement.setString(4, entry.action().name());
        statement.setString(5, entry.detail());
        batch.add();
      }
      batch.send();
    }
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
