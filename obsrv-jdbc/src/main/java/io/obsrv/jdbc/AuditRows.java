package io.obsrv.jdbc;

import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.AuditFilter;
import io.obsrv.dataset.AuditHead;
import io.obsrv.dataset.AuditRow;
import io.obsrv.dataset.AuditTrail;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Verb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The registry's audit trail; rows are only added. */
final class AuditRows {
  private AuditRows() {}

  static List<AuditEntry> all(Session session, AuditFilter filter, LeftOut leftOut) {
    boolean isOfOne = filter.dataset().isPresent();
    return session
        .query(
            """
            select number, dataset, at, actor, verb, version, from_status, to_status, comment,
              previous, hash
            from <schema>.audit
            where dataset = coalesce(:dataset, dataset) and actor = coalesce(:actor, actor)
              and verb = coalesce(:verb, verb)
              and at >= coalesce(:since, at) and (:unbounded or at < :before)
            order by entry
            """)
        .bind("dataset", filter.dataset().map(DatasetId::value).orElse(null))
        .bind("actor", filter.actor().orElse(null))
        .bind("verb", filter.verb().map(Verb::name).orElse(null))
        .bind("since", filter.since().map(Values::utc).orElse(null))
        .bind("unbounded", filter.before().isEmpty())
        .bind("before", filter.before().map(Values::utc).orElse(null))
        .map(
            (row, context) ->
                isOfOne
                    ? Optional.of(read(row).entry())
                    : leftOut.unless("verb " + row.getString("verb"), () -> read(row).entry()))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  static List<String> names(Session session) {
    return session
        .query(
            """
            select dataset from <schema>.audit union select dataset from <schema>.audit_heads
            """)
        .mapTo(String.class)
        .list();
  }

  /** One statement sees the rows and the head of one moment, whoever adds to them meanwhile. */
  static AuditTrail trail(Session session, String name) {
    List<AuditRow> rows = new ArrayList<>();
    List<Optional<AuditHead>> head =
        session
            .query(
                """
                select a.number, a.dataset, a.at, a.actor, a.verb, a.version, a.from_status,
                  a.to_status, a.comment, a.previous, a.hash,
                  h.number as head_number, h.hash as head_hash
                from (select cast(:dataset as character varying) as dataset) n
                  left join <schema>.audit_heads h on h.dataset = n.dataset
                  left join <schema>.audit a on a.dataset = n.dataset
                order by a.entry
                """)
            .bind("dataset", name)
            .map(
                (row, context) -> {
                  if (row.getString("dataset") != null) {
                    rows.add(read(row));
                  }
                  return head(row);
                })
            .list();
    return new AuditTrail(name, rows, head.get(0));
  }

  private static Optional<AuditHead> head(ResultSet row) throws SQLException {
    long number = row.getLong("head_number");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new AuditHead(number, row.getString("head_hash")));
  }

  /** Adds an entry to the trail of its name, whose head was locked. */
  static void add(Session session, AuditHead head, AuditEntry entry) {
    AuditRow row = AuditRow.following(head, entry);
    session
        .update(
            """
            insert into <schema>.audit
              (number, dataset, at, actor, verb, version, from_status, to_status, comment,
               previous, hash)
            values (:number, :dataset, :at, :actor, :verb, :version, :from, :to, :comment,
               :previous, :hash)
            """)
        .bind("number", row.number())
        .bind("dataset", row.dataset())
        .bind("at", Values.utc(row.at()))
        .bind("actor", row.actor())
        .bind("verb", row.verb())
        .bind("version", DatasetRows.boxed(row.version()))
        .bind("from", row.from())
        .bind("to", row.to())
        .bind("comment", row.comment())
        .bind("previous", row.previous())
        .bind("hash", row.hash())
        .execute();
    AuditHeads.replace(session, row.dataset(), row.head());
  }

  /** Reads a row, whatever somebody made of it. */
  static AuditRow read(ResultSet row) throws SQLException {
    return new AuditRow(
        row.getLong("number"),
        row.getString("dataset"),
        Objects.requireNonNull(Values.instant(row, row.findColumn("at"))),
        row.getString("actor"),
        row.getString("verb"),
        DatasetRows.optional(row, "version"),
        row.getString("from_status"),
        row.getString("to_status"),
        row.getString("comment"),
        text(row, "previous"),
        text(row, "hash"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }
}
