package io.obsrv.jdbc;

import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Verb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** The registry's audit trail; rows are only added. */
final class AuditRows {
  private AuditRows() {}

  static List<AuditEntry> all(Session session, DatasetId id) {
    return session
        .query(
            """
            select dataset, at, actor, verb, version, from_status, to_status, comment
            from <schema>.audit where dataset = :dataset order by entry
            """)
        .bind("dataset", id.value())
        .map((row, context) -> read(row))
        .list();
  }

  static void add(Session session, AuditEntry entry) {
    session
        .update(
            """
            insert into <schema>.audit
              (dataset, at, actor, verb, version, from_status, to_status, comment)
            values (:dataset, :at, :actor, :verb, :version, :from, :to, :comment)
            """)
        .bind("dataset", entry.id().value())
        .bind("at", Values.utc(entry.at()))
        .bind("actor", entry.actor())
        .bind("verb", entry.verb().name())
        .bind("version", DatasetRows.boxed(entry.version()))
        .bind("from", entry.from())
        .bind("to", entry.to())
        .bind("comment", entry.comment())
        .execute();
  }

  private static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        DatasetId.of(row.getString("dataset")),
        Objects.requireNonNull(Values.instant(row, row.findColumn("at"))),
        row.getString("actor"),
        Verb.valueOf(row.getString("verb")),
        DatasetRows.optional(row, "version"),
        row.getString("from_status"),
        row.getString("to_status"),
        row.getString("comment"));
  }
}
