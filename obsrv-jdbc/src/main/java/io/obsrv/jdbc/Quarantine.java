package io.obsrv.jdbc;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Commit;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Rejected;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Records that failed. */
final class Quarantine {
  private Quarantine() {}

  /** Adds the rejected records of a batch, numbered from the one after {@code last}. */
  static List<Long> add(Session session, Commit commit, long last) throws SQLException {
    List<Long> ids = new ArrayList<>();
    String sql =
        """
        insert into %s (id, received_at, version, source, raw, stage, code, path, message)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
            .formatted(session.space().table("_quarantine"));
    try (Batch batch = new Batch(session.prepare(sql))) {
      for (Rejected rejected : commit.rejected()) {
        long id = last + ids.size() + 1;
        ids.add(id);
        PreparedStatement statement = batch.statement();
        statement.setLong(1, id);
        statement.setObject(2, Values.utc(commit.receivedAt()));
        statement.setInt(3, commit.layout().version());
        statement.setString(4, commit.source());
        statement.setBytes(5, rejected.raw());
        statement.setString(6, rejected.rejection().stage().name());
        statement.setString(7, rejected.rejection().code().name());
        statement.setString(8, rejected.rejection().path());
        statement.setString(9, rejected.rejection().message());
        batch.add();
      }
      batch.send();
    }
    return ids;
  }

  static List<QuarantinedEvent> read(Session session, long after, int limit) {
    return session
        .query(
            """
            select id, received_at, version, source, raw, stage, code, path, message
            from <schema>._quarantine where id > :after order by id limit :limit
            """)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> read(row))
        .list();
  }

  private static QuarantinedEvent read(ResultSet row) throws SQLException {
    return new QuarantinedEvent(
        row.getLong("id"),
        Objects.requireNonNull(Values.instant(row, row.findColumn("received_at"))),
        row.getInt("version"),
        row.getString("source"),
        row.getBytes("raw"),
        new Rejection(
            Stage.valueOf(row.getString("stage")),
            RejectionCode.valueOf(row.getString("code")),
            row.getString("path"),
            row.getString("message")));
  }
}
