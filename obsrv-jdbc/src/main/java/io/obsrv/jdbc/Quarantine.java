package io.obsrv.jdbc;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Form;
import io.obsrv.event.QuarantineChange;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Records that failed. */
final class Quarantine {
  private static final String COLUMNS =
      "id, received_at, version, source, raw, stage, code, path, message, attempts, form";

  private Quarantine() {}

  /** Whether records are there as they were read. */
  static boolean holds(Session session, List<QuarantinedEvent> seen) throws SQLException {
    Map<Long, QuarantinedEvent> present = new HashMap<>();
    session.select(
        "select %s from %s where id = any(?)".formatted(COLUMNS, table(session)),
        Elements.numbers(seen.stream().map(QuarantinedEvent::id).toList()),
        row -> present.put(row.getLong("id"), read(row)));
    return seen.stream().allMatch(record -> isSame(record, present.get(record.id())));
  }

  static boolean isSame(QuarantinedEvent seen, @Nullable QuarantinedEvent present) {
    return present != null
        && present.attempts() == seen.attempts()
        && Arrays.equals(present.raw(), seen.raw());
  }

  static void apply(Session session, QuarantineChange change) throws SQLException {
    session.update(
        "delete from %s where id = any(?)".formatted(table(session)),
        Elements.numbers(change.left()));
    add(session, change.put());
    Trail.add(session, change.trail());
  }

  static void add(Session session, List<QuarantinedEvent> records) throws SQLException {
    TableWriter.into(table(session))
        .column("id", SqlType.BIGINT)
        .column("received_at", SqlType.TIMESTAMP)
        .column("version", SqlType.INT)
        .column("source", SqlType.TEXT)
        .column("raw", SqlType.BYTES)
        .column("stage", SqlType.TEXT)
        .column("code", SqlType.TEXT)
        .column("path", SqlType.TEXT)
        .column("message", SqlType.TEXT)
        .column("attempts", SqlType.INT)
        .column("form", SqlType.TEXT)
        .add(session, records, Quarantine::values);
  }

  private static Object[] values(QuarantinedEvent record) {
    return new Object[] {
      record.id(),
      record.receivedAt(),
      record.version(),
      record.source(),
      record.raw(),
      record.rejection().stage().name(),
      record.rejection().code().name(),
      record.rejection().path(),
      record.rejection().message(),
      record.attempts(),
      record.form().name()
    };
  }

  static List<QuarantinedEvent> read(
      Session session, QuarantineFilter filter, long after, int limit) {
    return select(session, COLUMNS, filter, after, limit).map((row, context) -> read(row)).list();
  }

  static List<QuarantineSize> sizes(
      Session session, QuarantineFilter filter, long after, int limit) {
    return select(session, "id, octet_length(raw) as bytes", filter, after, limit)
        .map((row, context) -> new QuarantineSize(row.getLong("id"), row.getLong("bytes")))
        .list();
  }

  private static Query select(
      Session session, String columns, QuarantineFilter filter, long after, int limit) {
    List<String> conditions = new ArrayList<>(List.of("id > :after"));
    filter.stage().ifPresent(stage -> conditions.add("stage = :stage"));
    filter.code().ifPresent(code -> conditions.add("code = :code"));
    filter.source().ifPresent(source -> conditions.add("source = :source"));
    filter.before().ifPresent(before -> conditions.add("received_at < :before"));
    Query query =
        session
            .query(
                """
                select <columns> from <schema>._quarantine
                where <conditions> order by id limit :limit
                """)
            .define("columns", columns)
            .define("conditions", String.join(" and ", conditions))
            .bind("after", after)
            .bind("limit", limit);
    filter.stage().ifPresent(stage -> query.bind("stage", stage.name()));
    filter.code().ifPresent(code -> query.bind("code", code.name()));
    filter.source().ifPresent(source -> query.bind("source", source));
    filter.before().ifPresent(before -> query.bind("before", Values.utc(before)));
    return query;
  }

  static QuarantinedEvent read(ResultSet row) throws SQLException {
    return new QuarantinedEvent(
        row.getLong("id"),
        Objects.requireNonNull(Values.instant(row, row.findColumn("received_at"))),
        row.getInt("version"),
        row.getString("source"),
        row.getBytes("raw"),
        Form.valueOf(row.getString("form")),
        new Rejection(
            Stage.valueOf(row.getString("stage")),
            RejectionCode.valueOf(row.getString("code")),
            row.getString("path"),
            row.getString("message")),
        row.getInt("attempts"));
  }

  private static String table(Session session) {
    return session.space().table("_quarantine");
  }
}
